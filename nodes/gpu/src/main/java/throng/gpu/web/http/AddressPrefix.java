package throng.gpu.web.http;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address in numbers, or all that begin with the same bits: {@code ::1}, {@code 10.0.0.0/8}. One
 * of IPv4 is the same where it is written as one of IPv6.
 *
 * @param first one of them
 * @param bits how many they have in common
 */
public record AddressPrefix(InetAddress first, int bits) {
  private static final Pattern TEXT = Pattern.compile("([^/]+)(?:/(\\d{1,3}))?");
  private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern IPV4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f.:]*");

  /** Reads it; empty if it is neither. No name is looked up. */
  public static Optional<AddressPrefix> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    return parts.matches()
        ? address(parts.group(1)).flatMap(first -> of(first, parts.group(2)))
        : Optional.empty();
  }

  private static Optional<AddressPrefix> of(InetAddress first, @Nullable String bits) {
    int all = length(first);
    int its = bits == null ? all : Integer.parseInt(bits);
    return its <= all ? Optional.of(new AddressPrefix(first, its)) : Optional.empty();
  }

  /** Reads an address in numbers; empty if it is none. */
  static Optional<InetAddress> address(String numbers) {
    boolean isOfIpv6 = IPV6.matcher(numbers).matches();
    if (!isOfIpv6 && !IPV4.matcher(numbers).matches()) {
      return Optional.empty();
    }
    try {
      // In brackets nothing is looked up, whatever it is.
      return Optional.of(InetAddress.getByName(isOfIpv6 ? "[" + numbers + "]" : numbers));
    } catch (UnknownHostException none) {
      return Optional.empty();
    }
  }

  /** Whether an address is one of them. */
  boolean covers(InetAddress address) {
    int all = length(first);
    return length(address) == all && number(first).xor(number(address)).bitLength() <= all - bits;
  }

  private static int length(InetAddress address) {
    return address.getAddress().length * Byte.SIZE;
  }

  private static BigInteger number(InetAddress address) {
    return new BigInteger(1, address.getAddress());
  }
}

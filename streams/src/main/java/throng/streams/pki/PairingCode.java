package throng.streams.pki;

import akka.util.ByteString;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Locale;
import throng.streams.settings.Redaction;
import throng.streams.settings.SettingsException;

/**
 * What a person carries from the node that signs to the node that is to be let in: by which
 * authority to know the one, and a secret that lets the other in once.
 *
 * <p>Written as 42 characters of Crockford's base 32, which has no letter that looks like a digit.
 */
public final class PairingCode {
  private static final int HASH = 16;
  private static final int SECRET = 10;
  private static final int CHARACTERS = 42;
  private static final int GROUP = 6;
  private static final int BITS = 5;
  // What 42 characters hold beyond 26 bytes.
  private static final int SPARE = CHARACTERS * BITS - (HASH + SECRET) * Byte.SIZE;
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private final byte[] hash;
  private final byte[] secret;

  private PairingCode(byte[] hash, byte[] secret) {
    this.hash = hash;
    this.secret = secret;
  }

  /** A new one. */
  static PairingCode of(X509Certificate authority, SecureRandom random) {
    byte[] secret = new byte[SECRET];
    random.nextBytes(secret);
    return new PairingCode(hash(authority), secret);
  }

  /**
   * Reads one as people write it: in small letters, with blanks, without dashes.
   *
   * @throws SettingsException if it is none
   */
  public static PairingCode parse(String text) {
    String written = text.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
    String code = written.replace('O', '0').replaceAll("[IL]", "1");
    for (int i = 0; i < code.length(); i++) {
      if (ALPHABET.indexOf(code.charAt(i)) < 0) {
        // Not which: it may be a secret of another kind.
        throw new SettingsException(
            "A pairing code has letters and digits, and no U; its character %d is neither."
                .formatted(i + 1));
      }
    }
    if (code.length() != CHARACTERS) {
      throw new SettingsException(
          "A pairing code has %d letters and digits, in groups of %d; this one has %d."
              .formatted(CHARACTERS, GROUP, code.length()));
    }
    return ofBits(code);
  }

  private static PairingCode ofBits(String code) {
    BigInteger bits = BigInteger.ZERO;
    for (char character : code.toCharArray()) {
      bits = bits.shiftLeft(BITS).or(BigInteger.valueOf(ALPHABET.indexOf(character)));
    }
    if (bits.getLowestSetBit() >= 0 && bits.getLowestSetBit() < SPARE) {
      throw new SettingsException("This is no pairing code: look at its last character again.");
    }
    byte[] signed = bits.shiftRight(SPARE).toByteArray();
    byte[] all = new byte[HASH + SECRET];
    int length = Math.min(all.length, signed.length);
    System.arraycopy(signed, signed.length - length, all, all.length - length, length);
    return new PairingCode(Arrays.copyOf(all, HASH), Arrays.copyOfRange(all, HASH, all.length));
  }

  /** As it is shown to people: the one place where the secret is. */
  public String text() {
    byte[] all = Arrays.copyOf(hash, HASH + SECRET);
    System.arraycopy(secret, 0, all, HASH, SECRET);
    BigInteger bits = new BigInteger(1, all).shiftLeft(SPARE);
    StringBuilder text = new StringBuilder();
    for (int at = CHARACTERS - 1; at >= 0; at--) {
      text.append(ALPHABET.charAt(bits.shiftRight(at * BITS).intValue() & 31));
      text.append(at > 0 && at % GROUP == 0 ? "-" : "");
    }
    return text.toString();
  }

  /** Whether it was made by that authority. */
  boolean isBy(X509Certificate authority) {
    return MessageDigest.isEqual(hash, hash(authority));
  }

  ByteString secret() {
    return ByteString.fromArray(secret);
  }

  private static byte[] hash(X509Certificate authority) {
    return Arrays.copyOf(Sha256.of(Certificates.encoded(authority)), HASH);
  }

  /** Without its secret, for logs. */
  @Override
  public String toString() {
    return "PairingCode[" + Redaction.HIDDEN + "]";
  }
}

package throng.streams.settings;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the secrets out of a value: out of an address, or out of what was meant to be one.
 *
 * <p>Nobody can tell where a password ends in which a slash or a number sign was left as it is, so
 * everything up to the last {@code @} counts as secret, and every value of a query whose key is not
 * known to be harmless.
 */
public final class Redaction {
  /** What stands for a secret. */
  public static final String HIDDEN = "***";

  /** What an address is to be told whose secret cannot be told from its path. */
  public static final String ADVICE =
      "Write #, /, ?, :, @ and % in a user name or password as %23, %2F, %3F, %3A, %40 and %25.";

  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9A-Fa-f:.]*(?:%[\\w%.-]*)?]|[\\p{L}\\p{M}\\p{N}._-]*)(:\\d{0,5})?");
  private static final Pattern PAIR = Pattern.compile("([^/?&;=]*)=([^/?&;]*)");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{0,20}");
  private static final Pattern SECRET_IN_PATH =
      Pattern.compile(
          "(?i)((?:pass(?:word|wd|code)?|pwd|psw|token|secret|auth|key|sig(?:nature)?):)[^&/?;]*");

  /** Query keys whose values tell nothing but which picture is wanted. */
  private static final Set<String> HARMLESS =
      Set.of(
          "channel",
          "ch",
          "subtype",
          "stream",
          "profile",
          "resolution",
          "size",
          "width",
          "height",
          "fps",
          "quality",
          "compression",
          "camera",
          "codec",
          "videocodec");

  private Redaction() {}

  /** The value with {@code ***} for user and password, tokens, and query values that may be one. */
  public static String of(String value) {
    int start = start(value);
    int at = at(value);
    if (start == 0 && at < 0) {
      return value.indexOf('?') < 0 ? value : pairs(value);
    }
    String scheme = at < 0 || at >= start ? value.substring(0, start) : "";
    String user = at < 0 ? "" : at == start ? "@" : HIDDEN + "@";
    return scheme + user + place(value.substring(at < 0 ? start : at + 1));
  }

  /**
   * An address in whose path a secret may stand, up to its host and port; {@code ***} for what
   * follows.
   */
  public static String upToHost(String address) {
    String shown = of(address);
    int start = start(shown);
    int end = start + shown.substring(start).split("[/?#]", 2)[0].length();
    boolean isWhole = end == shown.length() || shown.substring(end).equals("/");
    return isWhole ? shown : shown.substring(0, end) + "/" + HIDDEN;
  }

  /** The sentence with each of the words that it quotes, or their values, as they may be shown. */
  public static String within(String sentence, String... words) {
    String shown = sentence;
    for (String word : words) {
      for (String part :
          List.of(word, word.replaceFirst("^-D", ""), word.replaceFirst("^.*?=", ""))) {
        shown = part.isEmpty() ? shown : shown.replace(part, of(part));
      }
    }
    return shown;
  }

  /** The host that the address names, without port and user; empty if it names none. */
  public static String host(String address) {
    Matcher host = HOST.matcher(address.substring(Math.max(start(address), at(address) + 1)));
    return host.lookingAt() ? host.group(1).replaceAll("[\\[\\]]", "") : "";
  }

  /**
   * Whether the address, which has a scheme, can be read: where its host begins, and that its port
   * is a number. Most passwords that should have been percent-encoded make it one that cannot.
   */
  public static boolean isReadable(String address) {
    String authority = authority(address);
    return HOST.matcher(authority.substring(authority.lastIndexOf('@') + 1)).matches();
  }

  /** Whether an {@code @} stands behind the host, so that all before it may be a password. */
  public static boolean isAmbiguous(String address) {
    return authority(address).lastIndexOf('@') + start(address) < at(address);
  }

  private static String authority(String address) {
    return address.substring(start(address)).split("[/?#]", 2)[0];
  }

  private static int start(String value) {
    int scheme = value.indexOf("://");
    return scheme < 0 ? 0 : scheme + 3;
  }

  /** Where the user's part ends; without a scheme only if a password can stand before it. */
  private static int at(String value) {
    int at = value.lastIndexOf('@');
    return start(value) > 0 || value.lastIndexOf(':', at) >= 0 ? at : -1;
  }

  private static String place(String place) {
    String shown = place.split("#", 2)[0];
    int end = shown.split("[/?]", 2)[0].length();
    Matcher host = HOST.matcher(shown.substring(0, end));
    String known = host.lookingAt() ? host.group() : "";
    String path = shown.substring(end);
    int question = path.indexOf('?');
    return known
        + (known.length() < end ? HIDDEN : "")
        + (question < 0
            ? path(path)
            : path(path.substring(0, question)) + query(path.substring(question + 1)));
  }

  private static String path(String path) {
    return SECRET_IN_PATH.matcher(pairs(path)).replaceAll("$1***");
  }

  private static String query(String query) {
    StringBuilder text = new StringBuilder();
    char separator = '?';
    for (String part : query.split("[&;]", -1)) {
      boolean isShown = part.isEmpty() || part.indexOf('=') >= 0;
      text.append(separator).append(isShown ? pairs(part) : HIDDEN);
      separator = '&';
    }
    return text.toString();
  }

  private static String pairs(String text) {
    return PAIR.matcher(text).replaceAll(pair -> Matcher.quoteReplacement(shown(pair)));
  }

  private static String shown(MatchResult pair) {
    boolean isHarmless =
        HARMLESS.contains(pair.group(1).toLowerCase(Locale.ROOT))
            && PLAIN.matcher(pair.group(2)).matches();
    return isHarmless ? pair.group() : pair.group(1) + "=" + HIDDEN;
  }
}

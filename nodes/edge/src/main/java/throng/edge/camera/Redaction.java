package throng.edge.camera;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the secrets out of an address. */
final class Redaction {
  private static final Pattern ADDRESS =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://)(.*)", Pattern.DOTALL);
  private static final Pattern PORT = Pattern.compile("\\d{0,5}");
  private static final Pattern SECRET_IN_PATH =
      Pattern.compile(
          "(?i)((?:pass(?:word|wd|code)?|pwd|psw|token|secret|auth|key|sig(?:nature)?)[=:])[^&/?;]*");

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

  private static final String HIDDEN = "***";

  private Redaction() {}

  /** The address with {@code ***} for passwords, tokens, and query values that may be one. */
  static String of(String address) {
    Matcher parts = ADDRESS.matcher(address);
    if (!parts.matches()) {
      return address;
    }
    String rest = parts.group(2);
    int at = endOfUser(rest);
    String user = at < 0 ? "" : user(rest.substring(0, at)) + "@";
    return parts.group(1) + user + place(rest.substring(at + 1));
  }

  /** The host that the address names, without port and user; empty if it names none. */
  static String host(String address) {
    Matcher parts = ADDRESS.matcher(address);
    if (!parts.matches()) {
      return "";
    }
    String rest = parts.group(2).substring(endOfUser(parts.group(2)) + 1);
    if (rest.startsWith("[")) {
      return rest.substring(1, Math.max(1, rest.indexOf(']')));
    }
    return rest.split("[:/?#]", 2)[0];
  }

  /** Where the user's part ends; also with a password in which somebody left a slash as it is. */
  private static int endOfUser(String rest) {
    int end = indexOf(rest, "/?#", 0);
    int at = rest.lastIndexOf('@', end - 1);
    if (at >= 0) {
      return at;
    }
    int colon = rest.indexOf(':');
    boolean port =
        colon < 0 || colon >= end || PORT.matcher(rest.substring(colon + 1, end)).matches();
    return port || rest.startsWith("[") ? -1 : rest.lastIndexOf('@');
  }

  private static String user(String user) {
    int colon = user.indexOf(':');
    return colon < 0 ? HIDDEN : user.substring(0, colon) + ":" + HIDDEN;
  }

  private static String place(String place) {
    String shown = place.split("#", 2)[0];
    int question = shown.indexOf('?');
    if (question < 0) {
      return hideInPath(shown);
    }
    StringBuilder text = new StringBuilder(hideInPath(shown.substring(0, question)));
    char separator = '?';
    for (String pair : shown.substring(question + 1).split("&", -1)) {
      text.append(separator).append(query(pair));
      separator = '&';
    }
    return text.toString();
  }

  private static String hideInPath(String path) {
    return SECRET_IN_PATH.matcher(path).replaceAll("$1***");
  }

  private static String query(String pair) {
    int equals = pair.indexOf('=');
    if (equals < 0) {
      return pair.isEmpty() ? "" : HIDDEN;
    }
    String key = pair.substring(0, equals);
    return HARMLESS.contains(key.toLowerCase(Locale.ROOT)) ? pair : key + "=" + HIDDEN;
  }

  private static int indexOf(String text, String any, int from) {
    for (int i = from; i < text.length(); i++) {
      if (any.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }
}

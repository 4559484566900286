package throng.streams.settings;

import java.util.regex.Pattern;

/** Hides what must never be printed: the password in an address. */
public final class Secrets {
  // user:password@ after a scheme; the user's name stays, since it helps to find a mistake.
  private static final Pattern USER_INFO =
      Pattern.compile("(?<=[A-Za-z0-9+.-]://)([^\\s/@:\"]*):([^\\s/\"]*)@");

  private Secrets() {}

  /** The text with {@code ***} in place of each address's password. */
  public static String masked(String text) {
    return USER_INFO.matcher(text).replaceAll("$1:***@");
  }
}

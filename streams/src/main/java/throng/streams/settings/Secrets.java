package throng.streams.settings;

import java.util.regex.Pattern;

/** Hides what must never be printed: the passwords and tokens in an address. */
public final class Secrets {
  // user:password@ after a scheme; the user's name stays, since it helps to find a mistake.
  private static final Pattern USER_INFO =
      Pattern.compile("(?<=[A-Za-z0-9+.-]://)([^\\s/@:\"]*):([^\\s/\"]*)@");

  // What some cameras take behind the question mark.
  private static final Pattern QUERY_VALUE =
      Pattern.compile(
          "(?i)([?&;](?:pass(?:word|wd|code)?|pwd|psw|token|secret|auth|key)=)[^&;\\s\"]*");

  private Secrets() {}

  /** The text with {@code ***} in place of each address's passwords and tokens. */
  public static String masked(String text) {
    return QUERY_VALUE.matcher(USER_INFO.matcher(text).replaceAll("$1:***@")).replaceAll("$1***");
  }
}

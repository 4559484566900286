package throng.streams.log;

import java.util.regex.Pattern;

/** Text from elsewhere, made fit to be shown. */
public final class Printable {
  // C0 and C1 controls, and the separators that some programs take for a line's end.
  private static final Pattern STEERING =
      Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\x{80}-\\x{9F}]");
  private static final Pattern STEERING_BUT_LINES = Pattern.compile("(?!\n)" + STEERING);

  private Printable() {}

  /** One line of it: what could steer a terminal or forge a line is a blank. */
  public static String line(String text) {
    return STEERING.matcher(text).replaceAll(" ");
  }

  /** The same, and lines stay apart. */
  public static String lines(String text) {
    return STEERING_BUT_LINES.matcher(text).replaceAll(" ");
  }
}

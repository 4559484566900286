package throng.bench;

import java.io.PrintStream;
import java.util.Locale;

/** Prints a table's lines; numbers with a point, whatever the machine's language. */
final class Lines {
  private static final PrintStream OUT = System.out;

  private Lines() {}

  static void print(String format, Object... values) {
    OUT.printf(Locale.ROOT, format + "%n", values);
  }

  /** A table's name and its required bound. */
  static void title(String title) {
    OUT.println();
    OUT.println(title);
  }

  static String met(boolean isMet) {
    return isMet ? "met" : "MISSED";
  }
}

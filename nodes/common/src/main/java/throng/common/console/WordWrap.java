package throng.common.console;

import java.util.ArrayList;
import java.util.List;

/** Breaks sentences at blanks, so that a terminal does not break them within a word. */
public final class WordWrap {
  /** What a sentence's further lines begin with. */
  private static final String HANGING = "  ";

  private WordWrap() {}

  /** As it is told to be shown on a terminal so wide; its own line ends are kept. */
  static String wrapped(String text, int columns) {
    StringBuilder wrapped = new StringBuilder(text.length() + 16);
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      int to = end < 0 ? text.length() : end;
      wrapped.append(String.join("\n", lines(text.substring(from, to), columns, HANGING)));
      wrapped.append(end < 0 ? "" : "\n");
      from = to + 1;
    }
    return wrapped.toString();
  }

  /**
   * The lines that a text without line ends takes; a word that is longer than a line is left whole,
   * and what the line begins with stays.
   *
   * @param width of a line, in characters
   * @param hanging what each line but the first begins with
   */
  public static List<String> lines(String text, int width, String hanging) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    String begin = "";
    while (begin.length() + rest.length() > width) {
      int blank = blank(rest, width - begin.length());
      if (blank < 0) {
        break;
      }
      lines.add(begin + rest.substring(0, blank).stripTrailing());
      rest = rest.substring(blank).stripLeading();
      begin = hanging;
    }
    if (!rest.isEmpty() || lines.isEmpty()) {
      lines.add(begin + rest);
    }
    return lines;
  }

  /** Where to break: the last blank behind a word that fits, else the first one; -1: nowhere. */
  private static int blank(String text, int most) {
    int first = text.length() - text.stripLeading().length();
    int last = text.lastIndexOf(' ', Math.max(0, most));
    return last > first ? last : text.indexOf(' ', first);
  }
}

package throng.streams.file;

import java.util.regex.Pattern;
import throng.streams.log.Printable;

/** A text as a cell of a CSV file: RFC 4180, and harmless in a spreadsheet. */
public final class CsvCell {
  // What a spreadsheet takes for the beginning of a formula.
  private static final Pattern FORMULA = Pattern.compile("^[=+\\-@]");

  private CsvCell() {}

  /**
   * The cell. Control characters but a line feed are blanks; an apostrophe stands before {@code = +
   * - @} at the beginning, also behind blanks, as spreadsheets ask for it where a text is no
   * formula.
   */
  public static String of(String text) {
    if (isWord(text)) {
      return text;
    }
    String printable = Printable.lines(text);
    boolean isFormula = FORMULA.matcher(printable.strip()).find();
    String field = isFormula ? "'" + printable : printable;
    boolean isPlain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n');
    return isPlain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }

  // As almost all are, in each row of a file again.
  private static boolean isWord(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < (i == 0 ? '0' : ' ') || c > '~' || c == ',' || c == '"' || c == '=' || c == '@') {
        return false;
      }
    }
    return true;
  }
}

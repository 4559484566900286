package throng.common.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Status lines that fit a terminal: fields below each other, whole ones only, the most important
 * first; more lines than there are rows come page by page.
 */
public final class StatusTable {
  private static final String BETWEEN = "  ";
  private static final int LEAST_NAME = 8;

  private StatusTable() {}

  /**
   * A line.
   *
   * @param name stands first, and is cut only where nothing else would have room
   * @param fields the most important first; empty: there is none of this kind
   */
  public record Row(String name, List<String> fields) {
    /** All of it, for a place without columns. */
    public String text() {
      return name + ": " + String.join(", ", fields.stream().filter(it -> !it.isEmpty()).toList());
    }
  }

  /**
   * The lines, at most one less than the terminal has rows, none wider than it.
   *
   * @param last stands below the rows of each page
   * @param turn which page, counted on and on
   */
  public static List<String> render(List<Row> rows, List<Row> last, TerminalSize size, int turn) {
    int most = Math.max(1, size.rows() - 1);
    if (rows.size() + last.size() <= most) {
      return aligned(concat(rows, last), size.columns());
    }
    int each = Math.max(1, most - last.size() - 1);
    int pages = (rows.size() + each - 1) / each;
    int first = Math.floorMod(turn, pages) * each;
    List<Row> page = rows.subList(first, Math.min(rows.size(), first + each));
    List<String> lines = new ArrayList<>(aligned(concat(page, last), size.columns()));
    lines.add(
        cut(
            "(%d to %d of %d; the others follow)"
                .formatted(first + 1, first + page.size(), rows.size()),
            size.columns()));
    return lines.subList(Math.max(0, lines.size() - most), lines.size());
  }

  /** One line of fields, whole ones only, as far as there is room. */
  public static String fit(List<String> fields, int columns) {
    StringBuilder line = new StringBuilder();
    for (String field : fields) {
      int used = line.isEmpty() ? 0 : line.length() + BETWEEN.length();
      if (used > 0 && used + field.length() > columns) {
        break;
      }
      line.append(line.isEmpty() ? "" : BETWEEN).append(field);
    }
    return cut(line.toString(), columns);
  }

  private static List<String> aligned(List<Row> rows, int columns) {
    int name =
        Math.min(width(rows.stream().map(Row::name).toList()), Math.max(LEAST_NAME, columns / 2));
    List<StringBuilder> lines =
        rows.stream().map(row -> new StringBuilder(padded(cut(row.name(), name), name))).toList();
    int used = name;
    int most = rows.stream().mapToInt(row -> row.fields().size()).max().orElse(0);
    for (int i = 0; i < most; i++) {
      int field = i;
      List<String> column = rows.stream().map(row -> at(row, field)).toList();
      int width = width(column);
      if (width > 0 && used + BETWEEN.length() + width > columns) {
        break;
      }
      IntStream.range(0, lines.size())
          .filter(line -> width > 0)
          .forEach(line -> lines.get(line).append(BETWEEN).append(padded(column.get(line), width)));
      used += width > 0 ? BETWEEN.length() + width : 0;
    }
    return lines.stream().map(line -> cut(line.toString().stripTrailing(), columns)).toList();
  }

  private static String at(Row row, int field) {
    return field < row.fields().size() ? row.fields().get(field) : "";
  }

  private static int width(List<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(0);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, Math.max(0, width - 1)) + "…";
  }

  private static List<Row> concat(List<Row> rows, List<Row> last) {
    List<Row> all = new ArrayList<>(rows);
    all.addAll(last);
    return all;
  }
}

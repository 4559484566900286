package throng.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an edge node wrote of its cameras.
 *
 * @param csv its file
 */
record SiteRows(Path csv) {
  private static final int CAMERA = 0;
  private static final int CAPTURED_AT = 3;
  private static final int COUNT = 5;
  private static final int AGE_MILLIS = 6;
  private static final double MILLIS = 1e3;

  /** How many pictures were counted from then on. */
  long counted(Instant from) throws IOException {
    return rows().stream().filter(row -> countedAt(row).isAfter(from)).count();
  }

  /**
   * How long it took until the last camera had a count again, in words. A picture that was taken
   * before that moment, and answered after it, is none.
   *
   * @param cameras how many there are: one that stays away is told, and hidden by no other
   */
  String again(Instant from, int cameras) throws IOException {
    Map<String, Double> first = new TreeMap<>();
    for (String[] row : rows()) {
      if (Instant.parse(row[CAPTURED_AT]).isAfter(from)) {
        double after = Duration.between(from, countedAt(row)).toMillis() / MILLIS;
        first.merge(row[CAMERA], after, Math::min);
      }
    }
    double last = first.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    return first.size() == cameras
        ? "%.2f".formatted(last)
        : "%d of %d".formatted(first.size(), cameras);
  }

  private static Instant countedAt(String[] row) {
    long age = (long) Double.parseDouble(row[AGE_MILLIS]);
    return Instant.parse(row[CAPTURED_AT]).plusMillis(age);
  }

  /** Those with a count; none before the first. The last line may be half written. */
  private List<String[]> rows() throws IOException {
    if (!Files.exists(csv)) {
      return List.of();
    }
    List<String> lines = Files.readAllLines(csv);
    List<String[]> rows = new ArrayList<>();
    for (String line : lines.subList(Math.min(1, lines.size()), Math.max(1, lines.size() - 1))) {
      String[] row = line.split(",", -1);
      if (!row[COUNT].isEmpty()) {
        rows.add(row);
      }
    }
    return rows;
  }
}

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
import java.util.regex.Pattern;

/**
 * What an edge node wrote of its cameras.
 *
 * @param csv its file
 */
record SiteRows(Path csv) {
  private static final Pattern LIVE = Pattern.compile("c\\d+");
  private static final int CAMERA = 0;
  private static final int SEQUENCE = 2;
  private static final int CAPTURED_AT = 3;
  private static final int COUNT = 5;
  private static final int AGE_MILLIS = 6;
  private static final double MILLIS = 1e3;

  /** How many pictures were counted from then on. */
  long counted(Instant from) throws IOException {
    return rows().stream().filter(row -> countedAt(row).isAfter(from)).count();
  }

  /**
   * How long it took until the last live camera had a count again, in words.
   *
   * @param cameras how many there are: one that stays away is told, and hidden by no other
   */
  String again(Instant from, int cameras) throws IOException {
    Map<String, Double> first = again(from);
    return first.size() == cameras
        ? "%.2f".formatted(last(first))
        : "%d of %d".formatted(first.size(), cameras);
  }

  /**
   * After how many seconds each live camera had a count again. A picture that was taken before that
   * moment, and answered after it, is none.
   */
  Map<String, Double> again(Instant from) throws IOException {
    Map<String, Double> first = new TreeMap<>();
    for (String[] row : liveRows()) {
      if (Instant.parse(row[CAPTURED_AT]).isAfter(from)) {
        first.merge(row[CAMERA], seconds(from, countedAt(row)), Math::min);
      }
    }
    return first;
  }

  /** The longest of these times. */
  static double last(Map<String, Double> times) {
    return times.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  /**
   * The longest time between two counts of a live camera, of which the second came after {@code
   * from}; one that has not come by {@code to} ends there.
   */
  double longestPause(Instant from, Instant to) throws IOException {
    Map<String, Instant> before = new TreeMap<>();
    double longest = 0;
    for (String[] row : liveRows()) {
      Instant at = countedAt(row);
      Instant last = before.put(row[CAMERA], at);
      if (last != null && at.isAfter(from)) {
        longest = Math.max(longest, seconds(last, at));
      }
    }
    for (Instant last : before.values()) {
      longest = Math.max(longest, seconds(last, to));
    }
    return longest;
  }

  /** How many counts of a camera there are. */
  long of(String camera) throws IOException {
    return rows().stream().filter(row -> row[CAMERA].equals(camera)).count();
  }

  /** Of how many pictures of a camera, up to its last count, there is none or more than one. */
  long notOnce(String camera) throws IOException {
    Map<Long, Integer> times = new TreeMap<>();
    for (String[] row : rows()) {
      if (row[CAMERA].equals(camera)) {
        times.merge(Long.parseLong(row[SEQUENCE]), 1, Integer::sum);
      }
    }
    long all = times.keySet().stream().mapToLong(it -> it + 1).max().orElse(0);
    return all - times.values().stream().filter(it -> it == 1).count();
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / MILLIS;
  }

  private static Instant countedAt(String[] row) {
    long age = (long) Double.parseDouble(row[AGE_MILLIS]);
    return Instant.parse(row[CAPTURED_AT]).plusMillis(age);
  }

  /** Those of {@code c0} onwards. */
  private List<String[]> liveRows() throws IOException {
    return rows().stream().filter(row -> LIVE.matcher(row[CAMERA]).matches()).toList();
  }

  /** Those with a count; none before the first. The last line may be half written. */
  private List<String[]> rows() throws IOException {
    if (!Files.exists(csv)) {
      return List.of();
    }
    List<String> lines = Files.readAllLines(csv);
    List<String[]> rows = new ArrayList<>();
    for (int i = 1; i < lines.size() - 1; i++) {
      String[] row = lines.get(i).split(",", -1);
      if (!row[COUNT].isEmpty()) {
        rows.add(row);
      }
    }
    return rows;
  }
}

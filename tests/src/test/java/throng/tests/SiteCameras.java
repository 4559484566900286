package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An edge node with many live cameras, {@code site/c0} onwards, and when each was counted. */
final class SiteCameras implements AutoCloseable {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Path csv;
  private final int live;
  private final NodeProcess edge;

  private SiteCameras(Path csv, int live, NodeProcess edge) {
    this.csv = csv;
    this.live = live;
    this.edge = edge;
  }

  /**
   * Starts it.
   *
   * @param folder its own
   * @param gpuNodes a list as settings have it
   * @param more settings of {@code throng.edge-nodes.site}, such as further cameras
   */
  static SiteCameras start(Path folder, String gpuNodes, int live, String more) throws IOException {
    return start(folder, gpuNodes, live, 5, more);
  }

  /**
   * The same.
   *
   * @param fps pictures a second of each
   */
  static SiteCameras start(Path folder, String gpuNodes, int live, int fps, String more)
      throws IOException {
    SiteFile site = SiteFile.write(folder, gpuNodes, live, fps, more);
    return new SiteCameras(site.csv(), live, NodeProcess.edge(folder, site.arguments()));
  }

  NodeProcess edge() {
    return edge;
  }

  void awaitAllCounted() {
    awaitAllCountedAfter(Instant.EPOCH);
  }

  /** Waits until each live camera has a count of a picture that was taken after that. */
  void awaitAllCountedAfter(Instant moment) {
    await()
        .atMost(MINUTE)
        .untilAsserted(
            () ->
                assertThat(lastCounted().values())
                    .as(edge.output())
                    .hasSize(live)
                    .allMatch(at -> at.isAfter(moment)));
  }

  /** When pictures with a count were taken, by live camera. */
  Map<String, List<Instant>> counted() throws IOException {
    Map<String, List<Instant>> counted = new HashMap<>();
    for (CsvRows.Row row : rows()) {
      if (!row.count().isEmpty() && row.camera().matches("c\\d+")) {
        counted.computeIfAbsent(row.camera(), camera -> new ArrayList<>()).add(row.capturedAt());
      }
    }
    return counted;
  }

  /** The rows so far of the camera of that name. */
  List<CsvRows.Row> rows(String camera) throws IOException {
    return rows().stream().filter(row -> row.camera().equals(camera)).toList();
  }

  private List<CsvRows.Row> rows() throws IOException {
    if (!Files.exists(csv)) {
      return List.of();
    }
    // The last line may be half written.
    List<String> lines = Files.readAllLines(csv);
    return lines.stream()
        .limit(Math.max(0, lines.size() - 1))
        .skip(1)
        .map(CsvRows.Row::parse)
        .toList();
  }

  private Map<String, Instant> lastCounted() throws IOException {
    return counted().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, entry -> entry.getValue().get(entry.getValue().size() - 1)));
  }

  /** After how long each live camera is counted again. */
  Map<String, Duration> again(Instant from) throws IOException {
    Map<String, Duration> again = new HashMap<>();
    counted()
        .forEach(
            (camera, times) ->
                firstAfter(times, from)
                    .ifPresent(at -> again.put(camera, Duration.between(from, at))));
    return again;
  }

  private static Optional<Instant> firstAfter(List<Instant> times, Instant from) {
    return times.stream().filter(at -> at.isAfter(from)).findFirst();
  }

  /** The longest time between two counts of any live camera, of what was taken after that. */
  Duration longestPause(Instant from) throws IOException {
    Duration longest = Duration.ZERO;
    for (List<Instant> times : counted().values()) {
      for (int i = 1; i < times.size(); i++) {
        Duration pause = Duration.between(times.get(i - 1), times.get(i));
        boolean isLonger = times.get(i).isAfter(from) && pause.compareTo(longest) > 0;
        longest = isLonger ? pause : longest;
      }
    }
    return longest;
  }

  /** Every picture of a camera has one row, in order and with a count, up to the last one. */
  void assertNoneIsMissing(String camera) throws IOException {
    List<CsvRows.Row> rows = rows(camera);
    new CsvRows(rows).assertEveryFrameIsCounted(rows.size());
  }

  /** Where the camera was connected last. */
  String nodeOf(String camera) {
    Pattern connected =
        Pattern.compile(" " + camera + ": connected (?:again )?to (\\S+), which counts with");
    Matcher matcher = connected.matcher(edge.output());
    String node = "";
    while (matcher.find()) {
      node = matcher.group(1);
    }
    return node;
  }

  /** Ends the edge node; every camera's pictures must add up. */
  List<Identity> end() throws Exception {
    return Identity.ofInterrupted(edge, MINUTE);
  }

  @Override
  public void close() {
    edge.close();
  }
}

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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GPU nodes that work as one, as their users run them. */
class ClusterIT {
  private static final String NETWORK = "constant:rows=6,columns=8,latency=20ms,max-batch=1";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  // Two seconds where nothing else runs, as the bench says: a machine that builds is slower.
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final int CAMERAS = 12;

  @TempDir Path folder;

  @Test
  void camerasOfAKilledNodeAreCountedElsewhereWithinSeconds() throws Exception {
    try (GpuNodes gpu = GpuNodes.start(folder, NETWORK, NETWORK, NETWORK);
        NodeProcess edge = edge(gpu.addresses())) {
      await().atMost(MINUTE).until(() -> gpu.live(1) + gpu.live(2) >= CAMERAS / 2);
      await().atMost(MINUTE).until(this::allAreCounted);
      int fullest = gpu.fullest();
      assertThat(gpu.live(fullest)).as(gpu.told(fullest)).isPositive();

      Instant killed = Instant.now();
      gpu.node(fullest).kill();
      awaitAllCountedAfter(killed.plusSeconds(5));

      edge.interrupt();
      assertThat(edge.exitCode(MINUTE)).as(edge.output()).isEqualTo(130);
      assertThat(Identity.all(edge.output())).isNotEmpty().allSatisfy(Identity::assertHolds);
      assertThat(again(killed).values())
          .as("%s after %s", again(killed), edge.output())
          .allMatch(pause -> pause.compareTo(SOON) < 0);
    }
  }

  @Test
  void theNodeTellsWhoIsThereAndWhatItMoved() throws Exception {
    try (GpuNodes gpu = GpuNodes.start(folder, NETWORK, NETWORK);
        NodeProcess edge = edge(gpu.addresses())) {
      await().atMost(MINUTE).until(() -> gpu.live(1) > 0);

      try (NodeProcess asked =
          NodeProcess.gpu(folder, "cluster", "--state-folder", gpu.state(0).toString())) {
        assertThat(asked.exitCode(MINUTE)).as(asked.output()).isZero();
        assertThat(asked.output()).contains(gpu.address(0), gpu.address(1), "this node", "up");
        assertThat(asked.output()).containsPattern("site/c\\d+ was (moved|sent on) to ");
      }
    }
    try (NodeProcess asked =
        NodeProcess.gpu(folder, "cluster", "--state-folder", folder.toString())) {
      assertThat(asked.exitCode(MINUTE)).isEqualTo(2);
      assertThat(asked.output()).contains("No node that is in a cluster keeps its state in");
    }
  }

  @Test
  void withoutSeedsNoFurtherPortIsOpen() throws Exception {
    try (NodeProcess gpu =
        NodeProcess.gpu(
            folder,
            "--listen",
            "127.0.0.1:0",
            "--model",
            NETWORK,
            "-Dthrong.gpu-node.web.listen=off",
            "-Dthrong.gpu-node.legacy.stop-and-wait-listen=off")) {
      gpu.address();

      assertThat(listening(gpu.pid())).hasSize(1);
      assertThat(threads(gpu.pid())).noneMatch(name -> name.contains("artery"));
    }
  }

  private NodeProcess edge(String gpuNodes) throws IOException {
    String cameras =
        IntStream.range(0, CAMERAS)
            .mapToObj(
                i ->
                    "c%d { source = \"test:people=5,size=160x120,fps=5,seed=%d\" }".formatted(i, i))
            .collect(Collectors.joining("\n"));
    Path settings = folder.resolve("edge.conf");
    Files.writeString(
        settings,
        "throng.edge-nodes.site { gpu-nodes = %s, cameras { %s } }".formatted(gpuNodes, cameras));
    return NodeProcess.edge(
        folder,
        "--config",
        settings.toString(),
        "--node",
        "site",
        "--csv",
        folder.resolve("counts.csv").toString());
  }

  private void awaitAllCountedAfter(Instant moment) {
    await()
        .atMost(MINUTE)
        .untilAsserted(
            () ->
                assertThat(lastCounted().values())
                    .hasSize(CAMERAS)
                    .allMatch(at -> at.isAfter(moment)));
  }

  private boolean allAreCounted() throws IOException {
    return lastCounted().size() == CAMERAS;
  }

  private Map<String, List<Instant>> counted() throws IOException {
    Path csv = folder.resolve("counts.csv");
    if (!Files.exists(csv)) {
      return Map.of();
    }
    // The last line may be half written.
    List<String> lines = new ArrayList<>(Files.readAllLines(csv));
    Map<String, List<Instant>> counted = new HashMap<>();
    for (String line : lines.subList(1, Math.max(1, lines.size() - 1))) {
      CsvRows.Row row = CsvRows.Row.parse(line);
      if (!row.count().isEmpty()) {
        counted.computeIfAbsent(row.camera(), camera -> new ArrayList<>()).add(row.capturedAt());
      }
    }
    return counted;
  }

  private Map<String, Instant> lastCounted() throws IOException {
    return counted().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, entry -> entry.getValue().get(entry.getValue().size() - 1)));
  }

  /** After how long each camera is counted again. */
  private Map<String, Duration> again(Instant from) throws IOException {
    Map<String, Duration> again = new HashMap<>();
    counted()
        .forEach(
            (camera, times) ->
                times.stream()
                    .filter(at -> at.isAfter(from))
                    .findFirst()
                    .ifPresent(at -> again.put(camera, Duration.between(from, at))));
    return again;
  }

  /** The ports that a process listens on. */
  private static List<String> listening(long pid) throws IOException {
    Pattern socket = Pattern.compile("socket:\\[(\\d+)]");
    List<String> inodes = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      for (Path file : files.toList()) {
        var match = socket.matcher(String.valueOf(Files.readSymbolicLink(file)));
        if (match.matches()) {
          inodes.add(match.group(1));
        }
      }
    }
    List<String> ports = new ArrayList<>();
    for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/net/" + table))) {
        String[] fields = line.strip().split("\\s+");
        boolean isListening = table.startsWith("udp") || fields[3].equals("0A");
        if (isListening && inodes.contains(fields[9])) {
          ports.add(table + " " + fields[1]);
        }
      }
    }
    return ports;
  }

  private static List<String> threads(long pid) throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
      for (Path task : tasks.toList()) {
        names.add(Files.readString(task.resolve("comm")).strip());
      }
    }
    return names;
  }
}

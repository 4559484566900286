package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The network is changed while both nodes are under load, by the command, as a user does it. */
class NetworkSwapIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Path NEIGHBOURS =
      Path.of("..", "nodes", "gpu", "src", "test", "resources", "networks", "neighbours")
          .toAbsolutePath();
  private static final String OLD = "constant:rows=6,columns=8,value=0.25,max-batch=1,latency=";
  private static final int PICTURES = 800;

  @TempDir Path folder;

  private NodeProcess gpu(String latency) throws IOException {
    return NodeProcess.gpu(
        folder,
        "--listen",
        "127.0.0.1:0",
        "--model",
        OLD + latency,
        state(),
        "-Dthrong.gpu-node.threads=1");
  }

  private String state() {
    return "-Dthrong.gpu-node.state-folder=" + folder.resolve("state");
  }

  private String models(int exitCode, String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of("models", state()));
    all.addAll(List.of(words));
    try (NodeProcess command = NodeProcess.gpu(folder, all.toArray(String[]::new))) {
      assertThat(command.exitCode(MINUTE)).as(command.output()).isEqualTo(exitCode);
      return command.output();
    }
  }

  @Test
  void everyFrameIsCountedOnceInOrderByTheOldNetworkAndThenByTheNew() throws Exception {
    Path pictures = Photographs.folder(folder.resolve("pictures"), PICTURES, 160, 120);
    Path csv = folder.resolve("counts.csv");
    try (NodeProcess gpu = gpu("50ms");
        NodeProcess edge =
            NodeProcess.edge(
                folder,
                "--camera",
                pictures.toString(),
                "--gpu-node",
                gpu.address(),
                "--csv",
                csv.toString())) {
      await().atMost(MINUTE).until(() -> CsvRows.count(csv) > 20);
      assertThat(models(0, "add", "neighbours", NEIGHBOURS.toString()))
          .contains("Network neighbours counts");
      models(0, "use", "neighbours");
      assertThat(edge.isAlive()).as(edge.output()).isTrue();
      // What cannot be opened changes nothing.
      Path broken = Files.createDirectories(folder.resolve("broken"));
      Files.copy(NEIGHBOURS.resolve("model.conf"), broken.resolve("model.conf"));
      Files.writeString(broken.resolve("model.onnx"), "no network");
      assertThat(models(1, "add", "broken", broken.toString())).contains("it is no ONNX file");
      assertThat(models(1, "use", "broken")).contains("There is no network called broken");

      assertThat(edge.exitCode(Duration.ofMinutes(3))).as(edge.output()).isZero();
    }

    CsvRows rows = CsvRows.read(csv);
    rows.assertEveryFrameIsCounted(PICTURES);
    List<String> networks = rows.rows().stream().map(CsvRows.Row::model).distinct().toList();
    assertThat(networks).containsExactly("constant 1", "neighbours 1");
    for (CsvRows.Row row : rows.rows()) {
      boolean isOld = Double.parseDouble(row.count()) == 12.0;
      assertThat(row.model()).as("%s", row).isEqualTo(isOld ? "constant 1" : "neighbours 1");
    }
  }

  @Test
  void liveCamerasChooseAmongNetworksAndTheShadowTellsHowTheyDiffer() throws Exception {
    Path csv = folder.resolve("counts.csv");
    try (NodeProcess gpu = gpu("20ms")) {
      String address = gpu.address();
      models(0, "add", "neighbours", NEIGHBOURS.toString());
      try (NodeProcess old = live("old", address, csv);
          NodeProcess chosen =
              live(
                  "chosen",
                  address,
                  folder.resolve("chosen.csv"),
                  "-Dthrong.edge-node.model=neighbours");
          NodeProcess unknown =
              live(
                  "unknown",
                  address,
                  folder.resolve("unknown.csv"),
                  "-Dthrong.edge-node.model=nobody")) {
        unknown.waitFor(
            Pattern.compile(
                "This node has no network called \"nobody\"; there are default, neighbours"),
            MINUTE);
        chosen.waitFor(Pattern.compile("which counts with neighbours 1"), MINUTE);
        models(0, "shadow", "neighbours", "--share", "100%");
        await()
            .atMost(MINUTE)
            .pollInterval(Duration.ofSeconds(2))
            .until(() -> models(0, "shadow").contains("/old "));

        String found = models(0, "shadow", "--stop");

        Matcher line = Pattern.compile("\\S+/old +(\\d+) +12\\.0 ").matcher(found);
        assertThat(line.find()).as(found).isTrue();
        old.interrupt();
        assertThat(old.exitCode(MINUTE)).isEqualTo(130);
        Identity.of(old.output());
      }
    }
  }

  private NodeProcess live(String name, String address, Path csv, String... more)
      throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--camera",
                "test:people=5,size=160x120,fps=10",
                "--name",
                name,
                "--gpu-node",
                address,
                "--csv",
                csv.toString()));
    all.addAll(List.of(more));
    return NodeProcess.edge(folder, all.toArray(String[]::new));
  }
}

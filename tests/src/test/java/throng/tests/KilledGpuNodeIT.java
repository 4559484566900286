package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The GPU node is killed under load, as power or the kernel would, and started again. */
@Tag("alone")
class KilledGpuNodeIT {
  private static final String NETWORK =
      "constant:rows=6,columns=8,value=0.25,latency=20ms,max-batch=1";
  private static final Pattern COUNTING = Pattern.compile("count [0-9]");
  private static final Pattern BACK = Pattern.compile("connected again to");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void everyFrameOfAFolderHasItsRowAfterAKill() throws Exception {
    Path pictures = Photographs.folder(folder.resolve("pictures"), 250, 160, 120);
    Path csv = folder.resolve("counts.csv");
    NodeProcess first = gpu("127.0.0.1:0");
    String address = first.address();
    try (NodeProcess edge =
        edge("--camera", pictures.toString(), "--gpu-node", address, "--csv", csv.toString())) {
      await().atMost(MINUTE).until(() -> CsvRows.count(csv) > 20);
      assertThat(edge.isAlive()).as(edge.output()).isTrue();
      first.kill();
      try (NodeProcess second = gpu(address)) {
        second.address();

        assertThat(edge.exitCode(MINUTE)).as(edge.output()).isZero();
      }

      CsvRows.read(csv).assertEveryFrameIsCounted(250);
      Identity identity = Identity.of(edge.output());
      assertThat(identity.counted()).isEqualTo(250);
    }
  }

  @Test
  void everyLiveEdgeIsBackSoonAfterTheNodeListensAgain() throws Exception {
    NodeProcess first = gpu("127.0.0.1:0");
    String address = first.address();
    try (NodeProcess a = live("a", address);
        NodeProcess b = live("b", address);
        NodeProcess c = live("c", address)) {
      for (NodeProcess edge : new NodeProcess[] {a, b, c}) {
        edge.waitFor(COUNTING, MINUTE);
      }
      first.kill();
      try (NodeProcess second = gpu(address)) {
        second.address();

        for (NodeProcess edge : new NodeProcess[] {a, b, c}) {
          edge.waitFor(BACK, Duration.ofSeconds(2));
        }

        for (NodeProcess edge : new NodeProcess[] {a, b, c}) {
          edge.interrupt();
          assertThat(edge.exitCode(MINUTE)).as(edge.output()).isEqualTo(130);
          assertThat(Identity.of(edge.output()).counted()).isPositive();
        }
      }
    }
  }

  private NodeProcess gpu(String address) throws IOException {
    return NodeProcess.gpu(folder, "--listen", address, "--model", NETWORK);
  }

  private NodeProcess live(String name, String address) throws IOException {
    return edge(
        "--camera", "test:people=5,size=160x120,fps=10", "--name", name, "--gpu-node", address);
  }

  private NodeProcess edge(String... arguments) throws IOException {
    return NodeProcess.edge(folder, arguments);
  }
}

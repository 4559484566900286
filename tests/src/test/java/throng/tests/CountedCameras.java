package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import throng.gpu.GpuNodeHere;

/** An edge node that counts simulated cameras at a GPU node of its own. */
final class CountedCameras implements AutoCloseable {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** A heap that does not grow, so that what grows is native. */
  private static final String HEAP = "-Xms96m -Xmx96m -XX:+AlwaysPreTouch";

  private final Path csv;
  private final GpuNodeHere gpu;
  private final NodeProcess edge;

  CountedCameras(Path folder, SimulatedCameras cameras, String... arguments) throws IOException {
    csv = folder.resolve("counts.csv");
    gpu =
        GpuNodeHere.start(
            "throng.gpu-node.model = \"constant:rows=6,columns=8,value=0.25\"", model -> model);
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--gpu-node", gpu.address(), "--csv", csv.toString()));
    Map<String, String> environment = new HashMap<>(cameras.environment());
    environment.put("JDK_JAVA_OPTIONS", HEAP);
    edge = NodeProcess.edgeWith(environment, folder, all.toArray(new String[0]));
  }

  NodeProcess edge() {
    return edge;
  }

  CsvRows rows() throws IOException {
    return CsvRows.read(csv);
  }

  /** Waits until so many more pictures of the camera have rows. */
  void awaitMore(String camera, int rows) throws IOException {
    long before = CsvRows.count(csv, camera);
    await()
        .atMost(MINUTE)
        .untilAsserted(
            () ->
                assertThat(CsvRows.count(csv, camera))
                    .as(edge.output())
                    .isGreaterThanOrEqualTo(before + rows));
  }

  CameraUse use() throws IOException {
    return CameraUse.of(edge.pid());
  }

  /** Ends the edge node; every camera's pictures must add up. */
  List<Identity> end() throws Exception {
    return Identity.ofInterrupted(edge, MINUTE);
  }

  @Override
  public void close() {
    edge.close();
    gpu.close();
  }
}

package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import throng.streams.testing.FaultyProxy;
import throng.streams.testing.FaultyProxy.Direction;

/** What lies between the two nodes fails, in every way that a network has. */
class BrokenLinkIT {
  private static final int PICTURES = 300;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Pattern CONNECTED = Pattern.compile("connected to");
  private static final Pattern AGAIN = Pattern.compile("connected again to");

  @TempDir Path folder;
  private NodeProcess gpu;
  private FaultyProxy proxy;

  @BeforeEach
  void startTheNodeBehindAProxy() throws Exception {
    gpu =
        NodeProcess.gpu(
            folder,
            "--listen",
            "127.0.0.1:0",
            "--model",
            // One at a time, so that the pictures outlast what becomes of the link.
            "constant:rows=6,columns=8,value=0.25,latency=20ms,max-batch=1",
            "-Dthrong.gpu-node.limits.ping-after=500ms",
            "-Dthrong.gpu-node.limits.silence-timeout=2s");
    String address = gpu.address();
    proxy = FaultyProxy.to(Integer.parseInt(address.substring(address.indexOf(':') + 1)));
  }

  @AfterEach
  void stopBoth() {
    proxy.close();
    gpu.close();
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void aFileIsCountedWholeAlthoughTheLinkIsCutInTheMiddleOfAFrame(Direction direction)
      throws Exception {
    Path csv = folder.resolve("counts.csv");
    try (NodeProcess edge = pictures(proxy.address(), csv)) {
      await().atMost(MINUTE).until(() -> CsvRows.count(csv) > 10);
      proxy.cutAfter(direction, 1000);

      assertCountedWhole(edge, csv);
      assertThat(proxy.accepted()).isGreaterThan(1);
    }
  }

  @Test
  void aFileIsCountedWholeAlthoughTheLinkIsHalfOpenForAWhile() throws Exception {
    Path csv = folder.resolve("counts.csv");
    try (NodeProcess edge = pictures(proxy.address(), csv)) {
      await().atMost(MINUTE).until(() -> CsvRows.count(csv) > 10);
      proxy.swallow();

      assertCountedWhole(edge, csv);
      assertThat(proxy.accepted()).isGreaterThan(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void aLiveCameraComesBackAfterAPeerHasStoppedReading(Direction direction) throws Exception {
    try (NodeProcess edge = camera()) {
      edge.waitFor(CONNECTED, MINUTE);
      proxy.stall(direction);

      assertIsBack(edge);
    }
  }

  @Test
  void aLiveCameraComesBackAfterAHalfOpenLinkAndReplacesItsOwnSession() throws Exception {
    try (NodeProcess edge = camera()) {
      edge.waitFor(CONNECTED, MINUTE);
      proxy.swallow();

      assertIsBack(edge);
    }
  }

  @Test
  void anotherCameraNoticesNothingWhenOneLinkBreaks() throws Exception {
    Path csv = folder.resolve("undisturbed.csv");
    try (NodeProcess broken = camera();
        NodeProcess whole = pictures(gpu.address(), csv)) {
      broken.waitFor(CONNECTED, MINUTE);
      whole.waitFor(CONNECTED, MINUTE);
      assertThat(whole.isAlive()).as(whole.output()).isTrue();
      proxy.cut();

      assertCountedWhole(whole, csv);
      assertThat(whole.output()).doesNotContain("connected again");
    }
  }

  private static void assertIsBack(NodeProcess edge) throws Exception {
    edge.waitFor(AGAIN, MINUTE);
    edge.interrupt();

    assertThat(edge.exitCode(MINUTE)).as(edge.output()).isEqualTo(130);
    assertThat(Identity.of(edge.output()).captured()).isPositive();
  }

  private static void assertCountedWhole(NodeProcess edge, Path csv) throws Exception {
    assertThat(edge.exitCode(MINUTE)).as(edge.output()).isZero();
    CsvRows.read(csv).assertEveryFrameIsCounted(PICTURES);
    assertThat(Identity.of(edge.output()).counted()).isEqualTo(PICTURES);
  }

  private NodeProcess pictures(String address, Path csv) throws IOException {
    Path pictures = Photographs.folder(folder.resolve("pictures"), PICTURES, 160, 120);
    return edge(address, "--camera", pictures.toString(), "--csv", csv.toString());
  }

  private NodeProcess camera() throws IOException {
    return edge(
        proxy.address(), "--camera", "test:people=5,size=160x120,fps=20", "--name", "camera");
  }

  private NodeProcess edge(String address, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of(
            "--gpu-node",
            address,
            "-Dthrong.edge-node.limits.ping-after=500ms",
            "-Dthrong.edge-node.limits.silence-timeout=2s"));
    return NodeProcess.edge(folder, all.toArray(new String[0]));
  }
}

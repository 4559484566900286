package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code edge-node cameras} and {@code edge-node probe} with cameras of this machine. */
class CameraCommandsIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Pattern MEASURED = Pattern.compile("measured +([0-9.]+) frames a second");

  @TempDir Path folder;

  @Test
  void eachFormatIsListedOnceAndAMetadataNodeIsCalledOne() throws Exception {
    SimulatedCameras cameras =
        SimulatedCameras.in(folder, "CAMERAS=0,1,2", "FORMATS_0=yuyv,mjpeg,yuyv", "FORMATS_1=meta");
    cameras.say("@2 eacces");
    try (NodeProcess list = NodeProcess.edgeWith(cameras.environment(), folder, "cameras")) {
      assertThat(list.exitCode(MINUTE)).as(list.output()).isZero();
      assertThat(list.output())
          .containsOnlyOnce("yuyv422: 640x480 1280x720")
          .containsOnlyOnce("mjpeg (passed through): 640x480 1280x720")
          .containsOnlyOnce("metadata node")
          .containsOnlyOnce("This user may not open the camera /dev/video2");
    }
  }

  @Test
  void aProbeOfACameraThatHangsEndsWithOneReason() throws Exception {
    SimulatedCameras cameras = SimulatedCameras.in(folder);
    cameras.say("hang-open");
    try (NodeProcess probe = probe(cameras, "-Dthrong.edge-node.camera.read-timeout=2s")) {
      assertThat(probe.exitCode(MINUTE)).as(probe.output()).isEqualTo(1);
      assertThat(probe.output().lines())
          .hasSize(2)
          .last()
          .asString()
          .contains("/dev/video0 gives no picture within 2.0 s; unplug the camera");
    }
  }

  @Test
  void aProbeMeasuresTheCamerasRateWithoutWhatWaitedInItsDriver() throws Exception {
    SimulatedCameras cameras = SimulatedCameras.in(folder);
    try (NodeProcess probe = probe(cameras)) {
      assertThat(probe.exitCode(MINUTE)).as(probe.output()).isZero();
      Matcher measured = probe.waitFor(MEASURED, MINUTE);
      assertThat(Double.parseDouble(measured.group(1))).isBetween(20.0, 30.1);
    }
  }

  private NodeProcess probe(SimulatedCameras cameras, String... more) throws Exception {
    String[] arguments = new String[2 + more.length];
    arguments[0] = "probe";
    arguments[1] = "0";
    System.arraycopy(more, 0, arguments, 2, more.length);
    return NodeProcess.edgeWith(cameras.environment(), folder, arguments);
  }
}

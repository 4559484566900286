package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CameraListTest {
  @TempDir Path folder;

  @Test
  void formatsAndSizesAreReadFromWhatFfmpegPrints() {
    List<String> lines =
        List.of(
            "[video4linux2,v4l2 @ 0x55] Compressed:       mjpeg :          Motion-JPEG : 1280x720"
                + " 640x480",
            "[video4linux2,v4l2 @ 0x55] Raw       :     yuyv422 :           YUYV 4:2:2 : 640x480",
            "[video4linux2,v4l2 @ 0x55] Compressed:       mjpeg :            JFIF JPEG : 640x480"
                + " 320x240",
            "[video4linux2,v4l2 @ 0x55] Raw       :     yuv420p : Planar YUV : {32-2592, 2}x{32-1944,"
                + " 2}",
            "/dev/video0: Immediate exit requested");

    assertThat(V4l2Format.parse(lines))
        .extracting(V4l2Format::toString)
        .containsExactly(
            "mjpeg (passed through): 1280x720 640x480 320x240",
            "yuyv422: 640x480",
            "yuv420p: {32-2592, 2} {32-1944, 2}");
  }

  @Test
  void aMachineWithoutCamerasIsToldWhatToTry() {
    assertThat(list()).contains("no camera on this machine").contains("--camera test");
  }

  @Test
  void aDeviceThatIsNoCameraIsNamedAndExplained() throws Exception {
    Files.createFile(folder.resolve("video3"));
    Files.createDirectories(folder.resolve("names/video3"));
    Files.writeString(folder.resolve("names/video3/name"), "Front Door\n");

    assertThat(list()).contains("video3  Front Door").contains("cannot be opened");
  }

  private String list() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CameraList.print(
        Duration.ofMinutes(1),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        folder,
        folder.resolve("names"));
    return out.toString(StandardCharsets.UTF_8);
  }
}

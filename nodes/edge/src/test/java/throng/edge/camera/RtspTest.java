package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import throng.streams.camera.Camera;
import throng.streams.camera.CameraException;
import throng.streams.camera.Picture;
import throng.streams.testing.RtspServer;

class RtspTest {
  private static final List<byte[]> JPEGS =
      IntStream.range(0, 10).mapToObj(i -> Footage.jpeg(160, 128, i)).toList();

  @Test
  void picturesOfAnRtspCameraArriveInOrder() throws Exception {
    try (RtspServer server = RtspServer.once(JPEGS);
        Camera camera = open(server, "/live")) {
      for (byte[] jpeg : JPEGS.subList(0, 8)) {
        Picture picture = Footage.next(camera);
        try (Mat arrived = Footage.decode(picture.jpeg().toArray());
            Mat sent = Footage.decode(jpeg)) {
          assertThat(Footage.pixels(arrived)).isEqualTo(Footage.pixels(sent));
        }
      }
    }
  }

  @Test
  void aSilentCameraFailsInTime() throws Exception {
    try (RtspServer server = RtspServer.once(JPEGS);
        Camera camera = open(server, "/live")) {
      assertThatThrownBy(() -> Footage.readAll(camera))
          .isInstanceOf(CameraException.class)
          .message()
          .contains("rtsp://***@127.0.0.1")
          .doesNotContain("hush");
    }
  }

  @Test
  void aWrongPasswordIsSaidAndNotShown() throws Exception {
    try (RtspServer server = RtspServer.once(JPEGS)) {
      assertThatThrownBy(() -> open(server, "/locked"))
          .isInstanceOf(CameraException.class)
          .message()
          .contains("user and password")
          .doesNotContain("hush");
    }
  }

  @Test
  void aCameraThatTakesNothingButSha256IsToldThatItCannotBeSpokenTo() throws Exception {
    try (RtspServer server = RtspServer.once(JPEGS)) {
      assertThatThrownBy(() -> open(server, "/locked-sha"))
          .isInstanceOf(CameraException.class)
          .message()
          .contains("Digest with MD5 or Basic", "Digest with SHA-256 is not known here")
          .doesNotContain("hush");
    }
  }

  private static Camera open(RtspServer server, String path) throws CameraException {
    String address = "rtsp://me:hush@127.0.0.1:" + server.port() + path;
    return Cameras.opener(
            CameraSpec.parse(address, Path.of("")),
            Footage.settings("camera.read-timeout = 5s", true))
        .open();
  }
}

package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import throng.streams.camera.Camera;

/** Single pictures that announce more than they send. */
class BrokenStillTest {
  private static final byte[] JPEG = Footage.jpeg(160, 120, 1);

  @ParameterizedTest
  @CsvSource({"0, a whole one", "40, one that is cut short"})
  void eachIsAPictureAllTheSame(int missing, String what) throws Exception {
    byte[] sent = Arrays.copyOf(JPEG, JPEG.length - missing);
    String answer =
        "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: 1000000\r\n\r\n"
            + new String(sent, StandardCharsets.ISO_8859_1)
            + ScriptedCamera.END;
    try (ScriptedCamera server = new ScriptedCamera((asked, number) -> answer);
        Camera camera =
            Cameras.opener(
                    CameraSpec.parse(
                        "http://127.0.0.1:" + server.port() + "/snap.jpg", Path.of("")),
                    Footage.settings("jpeg.fps = 50", true))
                .open()) {
      for (int i = 0; i < 3; i++) {
        assertThat(Footage.next(camera).jpeg().toArray())
            .as(what)
            .isEqualTo(missing == 0 ? sent : NoPicture.bytes());
      }
    }
  }
}

package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import throng.streams.camera.Camera;
import throng.streams.camera.CameraException;

/** Streams that FFmpeg reads, from cameras that mean ill. */
class HostileStreamTest {
  /** More than the kernel and FFmpeg have under way, far less than is announced. */
  private static final long LITTLE = 100L << 20;

  @Test
  void aPictureOfTwoGigabytesIsLeftOnceItIsLargerThanAllowed() throws Exception {
    String part =
        String.join(
            "\r\n",
            "HTTP/1.1 200 OK",
            "Content-Type: application/octet-stream",
            "",
            "--edge",
            "Content-Type: image/jpeg",
            "Content-Length: 2000000000",
            "",
            "");
    try (ScriptedCamera server =
        new ScriptedCamera((asked, number) -> part + ScriptedCamera.FLOOD)) {
      assertThatThrownBy(() -> read("http", server))
          .isInstanceOf(CameraException.class)
          .hasMessageContaining("max-file-bytes");
      assertThat(server.flooded()).isLessThan(LITTLE);
    }
  }

  @Test
  void aDescriptionOfTwoGigabytesIsNotRead() throws Exception {
    try (ScriptedCamera server =
        new ScriptedCamera(
            (asked, number) ->
                asked.startsWith("DESCRIBE")
                    ? reply("200 OK", number, "Content-Length: 2000000000\r\n")
                        + ScriptedCamera.FLOOD
                    : reply("200 OK", number, "Public: DESCRIBE, SETUP, PLAY\r\n"))) {
      assertThatThrownBy(() -> read("rtsp", server)).isInstanceOf(CameraException.class);
      assertThat(server.requests()).isGreaterThanOrEqualTo(2);
      assertThat(server.flooded()).isLessThan(LITTLE);
    }
  }

  @Test
  void aStreamThatSendsItsPlayersInACircleIsLeftAfterAFewRounds() throws Exception {
    AtomicReference<String> self = new AtomicReference<>("");
    try (ScriptedCamera server =
        new ScriptedCamera(
            (asked, number) -> reply("302 Found", number, "Location: " + self.get() + "\r\n"))) {
      self.set("rtsp://127.0.0.1:" + server.port() + "/again");

      assertThatThrownBy(() -> read("rtsp", server))
          .isInstanceOf(CameraException.class)
          .hasMessageContaining("sends on to another host, or in a circle");
      assertThat(server.requests()).isBetween(2, 10);
    }
  }

  @Test
  void aPlayerIsNotSentToAnotherHost() throws Exception {
    try (ScriptedCamera other = new ScriptedCamera((asked, number) -> "");
        ScriptedCamera server =
            new ScriptedCamera(
                (asked, number) ->
                    reply(
                        "302 Found",
                        number,
                        "Location: rtsp://localhost:" + other.port() + "/\r\n"))) {
      assertThatThrownBy(() -> read("rtsp", server))
          .isInstanceOf(CameraException.class)
          .hasMessageContaining("sends on to another host");
      assertThat(other.requests()).isZero();
    }
  }

  private static String reply(String status, String number, String headers) {
    return "RTSP/1.0 " + status + "\r\nCSeq: " + number + "\r\n" + headers + "\r\n";
  }

  private static void read(String protocol, ScriptedCamera server) throws CameraException {
    String address = protocol + "://me:hush@127.0.0.1:" + server.port() + "/live";
    PictureSettings settings =
        Footage.settings("camera { read-timeout = 3s, max-file-bytes = 4 MiB }", true);
    try (Camera camera = Cameras.opener(CameraSpec.parse(address, Path.of("")), settings).open()) {
      camera.read();
    }
  }
}

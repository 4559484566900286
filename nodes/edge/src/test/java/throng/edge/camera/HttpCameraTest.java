package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.camera.Camera;
import throng.streams.camera.CameraException;
import throng.streams.camera.Picture;

class HttpCameraTest extends CameraWebServer {
  private static final byte[] START = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xDA, 0, 2};

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aStillIsAskedForAgainAndAgainOverOneConnection(boolean tellsLength) throws Exception {
    server.createContext("/snap.jpg", exchange -> still(exchange, tellsLength));

    try (Camera camera = open("/snap.jpg", "jpeg.fps = 20")) {
      for (byte[] jpeg : JPEGS) {
        assertThat(Footage.next(camera).jpeg().toArray()).isEqualTo(jpeg);
      }
    }
    assertThat(asked).hasValue(JPEGS.size());
    assertThat(connections).hasSize(1);
  }

  @Test
  void aStillIsNotAskedForMoreOftenThanItsRate() throws Exception {
    server.createContext("/snap.jpg", exchange -> still(exchange, true));

    try (Camera camera = open("/snap.jpg", "jpeg.fps = 20")) {
      long first = Footage.next(camera).capturedNanos();
      for (int i = 1; i < 5; i++) {
        long later = Footage.next(camera).capturedNanos() - first;
        assertThat(later).isGreaterThanOrEqualTo((i - 1) * 50_000_000L);
      }
    }
  }

  @Test
  void aStillThatIsGoneIsAnOutage() throws Exception {
    server.createContext(
        "/snap.jpg",
        exchange -> {
          if (asked.get() == 2) {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
          } else {
            still(exchange, true);
          }
        });

    try (Camera camera = open("/snap.jpg", "jpeg.fps = 100")) {
      camera.read();
      camera.read();
      assertThatThrownBy(camera::read)
          .isInstanceOf(CameraException.class)
          .hasMessageContaining("HTTP status 503");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "multipart/x-mixed-replace;boundary=\"edge\",--edge\\nContent-Type: image/jpg",
    "multipart/mixed,--other\\nContent-Type: image/jpeg;size=5",
    "multipart/x-mixed-replace; boundary=--edge,--edge",
    "multipart/x-mixed-replace; boundary=edge,Content-Type: image/jpeg",
    "video/x-motion-jpeg,''"
  })
  void partsAreReadAsBrowsersDo(String type, String head) throws Exception {
    String start = head.isEmpty() ? "" : head.replace("\\n", "\r\n") + "\r\n\r\n";
    server.createContext("/video", exchange -> parts(exchange, type, start));

    try (Camera camera = open("/video", "")) {
      for (byte[] jpeg : JPEGS) {
        assertThat(Footage.next(camera).jpeg().toArray()).isEqualTo(jpeg);
      }
      assertThatThrownBy(camera::read).hasMessageContaining("the camera closed its stream");
    }
    assertThat(connections).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {".png", ".webp", ".bmp", ".gif", ".tiff"})
  void partsOfAnotherFormatAreDecoded(String format) throws Exception {
    List<byte[]> stills = JPEGS.stream().map(jpeg -> Footage.as(format, jpeg)).toList();
    server.createContext(
        "/video",
        exchange -> parts(exchange, "multipart/x-mixed-replace;boundary=e", "--e\r\n\r\n", stills));

    try (Camera camera = open("/video", "")) {
      for (byte[] jpeg : JPEGS.subList(0, JPEGS.size() - 1)) {
        assertThat(Footage.difference(Footage.next(camera).jpeg().toArray(), jpeg)).isLessThan(10);
      }
    }
  }

  @Test
  void aStillOfAnotherFormatIsAskedForAgainAndDecoded() throws Exception {
    byte[] png = Footage.as(".png", JPEGS.get(0));
    server.createContext(
        "/snap",
        exchange -> {
          asked.incrementAndGet();
          exchange.getResponseHeaders().set("Content-Type", "image/png");
          exchange.sendResponseHeaders(200, png.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(png);
          }
        });

    try (Camera camera = open("/snap", "jpeg.fps = 50")) {
      for (int i = 0; i < 3; i++) {
        byte[] jpeg = Footage.next(camera).jpeg().toArray();
        assertThat(Footage.difference(jpeg, JPEGS.get(0))).isLessThan(4);
      }
    }
    assertThat(asked).hasValue(3);
  }

  @Test
  void aPictureOfAnotherFormatThatIsTooLargeIsNotDecoded() throws Exception {
    List<byte[]> stills = List.of(Footage.as(".png", JPEGS.get(0)), JPEGS.get(0));
    server.createContext(
        "/video", exchange -> parts(exchange, "multipart/mixed", "--e\r\n\r\n", stills));

    try (Camera camera = open("/video", "camera.max-file-pixels = 100")) {
      assertThat(Footage.next(camera).jpeg().toArray()).isEqualTo(NoPicture.bytes());
    }
  }

  @Test
  void aPartThatIsNoPictureIsSkippedOnTheSameConnection() throws Exception {
    String json = "--e\r\nContent-Type: application/json\r\n\r\n{\"people\": 3}\r\n--e\r\n\r\n";
    server.createContext(
        "/video", exchange -> parts(exchange, "multipart/mixed; boundary=e", json));

    try (Camera camera = open("/video", "")) {
      for (byte[] jpeg : JPEGS) {
        assertThat(Footage.next(camera).jpeg().toArray()).isEqualTo(jpeg);
      }
    }
    assertThat(connections).hasSize(1);
  }

  @Test
  void aPictureThatTricklesInIsNotWaitedForForEver() throws Exception {
    server.createContext("/video", this::trickle);

    try (Camera camera = open("/video", "camera.read-timeout = 3s")) {
      assertThatThrownBy(camera::read)
          .isInstanceOf(CameraException.class)
          .hasMessageContaining("too slowly");
    }
  }

  @Test
  void aCameraThatSendsAnythingButPicturesIsNotWaitedForForEver() {
    server.createContext(
        "/video", exchange -> endless(exchange, "multipart/mixed", 0, new byte[] {'x'}, 20));

    assertThatThrownBy(
            () -> {
              try (Camera camera = open("/video", "camera.read-timeout = 3s")) {
                camera.read();
              }
            })
        .isInstanceOf(CameraException.class)
        .hasMessageContaining("bytes come, but no picture");
  }

  @Test
  void aStillOfPicturesWithoutEndIsOnePicture() throws Exception {
    server.createContext(
        "/snap.jpg", exchange -> endless(exchange, "image/jpeg", 1L << 40, JPEGS.get(1), 5));

    try (Camera camera = open("/snap.jpg", "jpeg.fps = 20")) {
      assertThat(Footage.next(camera).jpeg().toArray()).isEqualTo(JPEGS.get(1));
      assertThat(Footage.next(camera).jpeg().toArray()).isEqualTo(JPEGS.get(1));
    }
  }

  @Test
  void aPictureWithoutEndTakesNoMoreThanTheCamerasShareOfTheHeap() throws Exception {
    server.createContext(
        "/video", exchange -> endless(exchange, "multipart/mixed", 0, new byte[1 << 20], 0, START));

    try (Camera camera = open("/video", "")) {
      assertThatThrownBy(camera::read)
          .isInstanceOf(CameraException.class)
          .hasMessageContaining("more than " + Runtime.getRuntime().maxMemory() / 32 + " bytes")
          .hasMessageContaining("-Xmx");
    }
  }

  @Test
  void aPictureThatSaysItIsLargerThanAllowedIsNone() throws Exception {
    byte[] honest = JPEGS.get(0);
    byte[] huge = Footage.jpeg(161, 120, 2);
    server.createContext(
        "/video",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "multipart/mixed");
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(honest);
            out.write(huge);
            out.write(honest);
          }
        });

    try (Camera camera = open("/video", "camera.max-file-pixels = 19200")) {
      assertThat(Footage.next(camera).jpeg().toArray()).isEqualTo(honest);
      Picture none = Footage.next(camera);
      assertThat(none.jpeg().toArray()).isEqualTo(NoPicture.bytes());
      assertThat(none.width()).isEqualTo(160);
      assertThat(Footage.next(camera).jpeg().toArray()).isEqualTo(honest);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http:///x", "httpx://127.0.0.1/", "http://127.0.0.1:99999/", "http://[::1", "//"})
  void aRedirectionToNowhereIsToldAsTheStatusThatItIs(String place) {
    server.createContext(
        "/video",
        exchange -> {
          exchange.getResponseHeaders().set("Location", place);
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });

    assertThatThrownBy(() -> open("/video", ""))
        .isInstanceOf(CameraException.class)
        .hasMessageContaining("HTTP status 302");
  }

  @Test
  void aRedirectionToAnotherHostIsToldAndNotFollowed() {
    server.createContext("/snap.jpg", exchange -> still(exchange, true));
    server.createContext("/video", exchange -> sendOn(exchange, "localhost"));

    assertThatThrownBy(() -> open("/video", ""))
        .isInstanceOf(CameraException.class)
        .hasMessageContaining("HTTP status 302: it sends on to another host");
    assertThat(asked).hasValue(0);
  }

  @Test
  void aRedirectionToTheSameHostIsFollowed() throws Exception {
    server.createContext("/snap.jpg", exchange -> still(exchange, true));
    server.createContext("/video", exchange -> sendOn(exchange, "127.0.0.1"));

    try (Camera camera = open("/video", "")) {
      assertThat(Footage.next(camera).jpeg().toArray()).isEqualTo(JPEGS.get(0));
    }
  }

  private void sendOn(HttpExchange exchange, String host) throws IOException {
    exchange
        .getResponseHeaders()
        .set("Location", "http://%s:%d/snap.jpg".formatted(host, server.getAddress().getPort()));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void parts(HttpExchange exchange, String type, String head) throws IOException {
    parts(exchange, type, head, JPEGS);
  }

  private void parts(HttpExchange exchange, String type, String head, List<byte[]> pictures)
      throws IOException {
    connections.add(exchange.getRemoteAddress().getPort());
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      for (byte[] picture : pictures) {
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(picture);
        out.write((head.isEmpty() ? "" : "\r\n").getBytes(StandardCharsets.US_ASCII));
      }
    }
  }

  /** A byte now and then, as long as the test runs. */
  private void trickle(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "multipart/x-mixed-replace");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      for (byte b : JPEGS.get(0)) {
        out.write(b);
        out.flush();
        if (stopped.await(20, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The same bytes again and again, as long as the test runs and they are taken. */
  private void endless(
      HttpExchange exchange, String type, long length, byte[] bytes, long pauseMillis, byte... head)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(head);
      do {
        out.write(bytes);
        out.flush();
      } while (!stopped.await(pauseMillis, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

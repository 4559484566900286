package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import throng.streams.camera.Camera;
import throng.streams.camera.CameraException;
import throng.streams.camera.Picture;

class HttpMjpegTest {
  private static final int PICTURES = 8;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private List<byte[]> jpegs =
      IntStream.range(0, PICTURES).mapToObj(i -> Footage.jpeg(160, 120, i)).toList();

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/video", this::serve);
    server.createContext("/secret", exchange -> refuse(exchange, 401));
    server.createContext("/missing", exchange -> refuse(exchange, 404));
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void jpegsArriveByteForByteUntilTheCameraClosesItsStream() throws Exception {
    try (Camera camera = open("/video", "")) {
      for (byte[] jpeg : jpegs) {
        Picture picture = Footage.next(camera);
        assertThat(picture.jpeg().toArray()).isEqualTo(jpeg);
        assertThat(picture.width()).isEqualTo(160);
        assertThat(picture.positionSeconds()).isEmpty();
      }
      assertThatThrownBy(camera::read)
          .isInstanceOf(CameraException.class)
          .message()
          .contains("ended")
          .doesNotContain("hush");
    }
  }

  @Test
  void aJpegWithoutHuffmanTablesGetsThem() throws Exception {
    List<byte[]> whole = jpegs;
    jpegs = whole.stream().map(Footage::withoutHuffmanTables).toList();
    try (Camera camera = open("/video", "")) {
      Picture picture = Footage.next(camera);
      try (Mat arrived = Footage.decode(picture.jpeg().toArray());
          Mat sent = Footage.decode(whole.get(0))) {
        assertThat(Footage.pixels(arrived)).isEqualTo(Footage.pixels(sent));
      }
    }
  }

  @Test
  void greyIsEncodedAgain() throws Exception {
    try (Camera camera = open("/video", "jpeg.grey = true")) {
      Picture picture = Footage.next(camera);
      try (Mat mat = Footage.decode(picture.jpeg().toArray())) {
        byte[] pixels = Footage.pixels(mat);
        assertThat(pixels[300]).isEqualTo(pixels[301]).isEqualTo(pixels[302]);
      }
    }
  }

  @Test
  void whatIsWrongIsSaidWithoutThePassword() throws Exception {
    assertThatThrownBy(() -> open("/secret", ""))
        .isInstanceOf(CameraException.class)
        .message()
        .contains("user and password")
        .doesNotContain("hush");
    assertThatThrownBy(() -> open("/missing", ""))
        .isInstanceOf(CameraException.class)
        .message()
        .contains("no such path")
        .doesNotContain("hush");
    server.stop(0);
    assertThatThrownBy(() -> open("/video", ""))
        .isInstanceOf(CameraException.class)
        .hasNoCause()
        .message()
        .contains("Nothing listens")
        .doesNotContain("hush");
  }

  @Test
  void aCameraThatStaysSilentFailsInTime() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CameraSpec spec =
          CameraSpec.parse("http://127.0.0.1:" + silent.getLocalPort() + "/x", Path.of(""));
      PictureSettings settings = Footage.settings("camera.read-timeout = 300ms", true);

      assertThatThrownBy(() -> Cameras.opener(spec, settings).open())
          .isInstanceOf(CameraException.class);
    }
  }

  @Test
  void aCameraThatHangsWhileItIsOpenedDoesNotKeepOthersWaiting() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket sending = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Future<Camera> hanging = threads.submit(() -> openAt(silent));
      try (Socket beingOpened = silent.accept()) {
        assertThat(beingOpened.isConnected()).isTrue();
        threads.submit(() -> sendForEver(sending));

        try (Camera camera = openAt(sending)) {
          assertThat(Footage.next(camera).jpeg().toArray()).isEqualTo(jpegs.get(0));
          assertThat(hanging.isDone()).isFalse();
        }
      }
      assertThatThrownBy(hanging::get).hasCauseInstanceOf(CameraException.class);
    }
  }

  private static Camera openAt(ServerSocket server) throws CameraException {
    return Cameras.opener(
            CameraSpec.parse("tcp://127.0.0.1:" + server.getLocalPort(), Path.of("")),
            Footage.settings("camera { read-timeout = 60s, open-turn = 1h }", true))
        .open();
  }

  private Void sendForEver(ServerSocket server) throws IOException {
    try (Socket socket = server.accept()) {
      while (true) {
        for (byte[] jpeg : jpegs) {
          socket.getOutputStream().write(jpeg);
        }
      }
    }
  }

  @Test
  void aProbeSaysWhatIsWrongAndFails() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    int code =
        CameraProbe.print(
            CameraSpec.parse("/dev/video99", Path.of("")),
            Footage.settings("", true),
            new PrintStream(out, true, StandardCharsets.UTF_8));

    assertThat(code).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("There is no camera /dev/video99");
  }

  private Camera open(String path, String overrides) throws CameraException {
    String address = "http://me:hush@127.0.0.1:" + server.getAddress().getPort() + path;
    return Cameras.opener(CameraSpec.parse(address, Path.of("")), Footage.settings(overrides, true))
        .open();
  }

  private void serve(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "multipart/x-mixed-replace; boundary=edge");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      for (byte[] jpeg : jpegs) {
        String head =
            "--edge\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(jpeg);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
      }
    }
  }

  private static void refuse(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }
}

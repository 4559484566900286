package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import throng.streams.camera.Camera;
import throng.streams.camera.CameraException;

class HttpFloodTest {
  private static final byte[] TINY = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9};
  private static final int PICTURES = 100_000;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/video", HttpFloodTest::flood);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void ofAFloodOfTinyPicturesMostAreThrownAwayAndCounted() throws Exception {
    String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/video";
    long began = System.nanoTime();
    long given = 0;
    long thrownAway = 0;

    try (Camera camera =
        Cameras.opener(CameraSpec.parse(address, Path.of("")), Footage.settings("", true)).open()) {
      try {
        while (camera.read() != null) {
          given++;
          thrownAway += camera.tooFast();
        }
      } catch (CameraException ended) {
        thrownAway += camera.tooFast();
      }
    }

    long seconds = (System.nanoTime() - began) / 1_000_000_000 + 1;
    assertThat(given + thrownAway).isEqualTo(PICTURES);
    assertThat(given).isLessThanOrEqualTo(FloodGate.MOST * (seconds + 1));
  }

  private static void flood(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "multipart/x-mixed-replace");
    exchange.sendResponseHeaders(200, 0);
    byte[] many = new byte[1000 * TINY.length];
    for (int at = 0; at < many.length; at++) {
      many[at] = TINY[at % TINY.length];
    }
    try (OutputStream out = exchange.getResponseBody()) {
      for (int sent = 0; sent < PICTURES; sent += 1000) {
        out.write(many);
      }
    }
  }
}

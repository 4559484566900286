package throng.edge.camera;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import throng.streams.camera.Camera;
import throng.streams.camera.CameraException;

/** A web server in the place of a camera, and the edge's reader of it. */
abstract class CameraWebServer {
  static final List<byte[]> JPEGS =
      IntStream.range(0, 6).mapToObj(i -> Footage.jpeg(160, 120, i)).toList();

  final ExecutorService threads = Executors.newCachedThreadPool();
  final AtomicInteger asked = new AtomicInteger();
  final Set<Integer> connections = ConcurrentHashMap.newKeySet();
  final CountDownLatch stopped = new CountDownLatch(1);
  HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    stopped.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  Camera open(String path, String settings) throws CameraException {
    return open("", path, settings);
  }

  Camera open(String user, String path, String settings) throws CameraException {
    String address = "http://" + user + "127.0.0.1:" + server.getAddress().getPort() + path;
    return Cameras.opener(CameraSpec.parse(address, Path.of("")), Footage.settings(settings, true))
        .open();
  }

  void still(HttpExchange exchange, boolean tellsLength) throws IOException {
    connections.add(exchange.getRemoteAddress().getPort());
    byte[] jpeg = JPEGS.get(asked.getAndIncrement() % JPEGS.size());
    exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
    exchange.sendResponseHeaders(200, tellsLength ? jpeg.length : 0);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(jpeg);
    }
  }
}

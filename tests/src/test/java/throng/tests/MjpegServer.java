package throng.tests;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A network camera: pictures one after another as HTTP multipart, ten a second. */
final class MjpegServer implements AutoCloseable {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final List<Path> pictures;
  private volatile boolean open = true;
  private volatile boolean isToBreakOff;

  MjpegServer(List<Path> pictures) throws IOException {
    this.pictures = pictures;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/camera", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/camera";
  }

  /** Ends one viewer's connection in the middle of the next picture. */
  void breakOff() {
    isToBreakOff = true;
  }

  private void serve(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "multipart/x-mixed-replace;boundary=next");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      for (int i = 0; open; i++) {
        byte[] jpeg = Files.readAllBytes(pictures.get(i % pictures.size()));
        String head =
            "--next\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n\r\n";
        body.write(head.getBytes(StandardCharsets.US_ASCII));
        if (isToBreakOff) {
          isToBreakOff = false;
          body.write(jpeg, 0, jpeg.length / 2);
          return;
        }
        body.write(jpeg);
        body.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        body.flush();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
    }
  }

  @Override
  public void close() {
    open = false;
    server.stop(0);
    threads.shutdownNow();
  }
}

package throng.edge.camera;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A camera on loopback that answers the requests of HTTP and RTSP with what a test says, right or
 * wrong, and can send bytes without end.
 */
final class ScriptedCamera implements AutoCloseable {
  /** At the end of an answer: zeros follow for as long as they are taken. */
  static final String FLOOD = "\0flood";

  /** At the end of an answer: the connection ends. */
  static final String END = "\0end";

  /** What the camera says. */
  @FunctionalInterface
  interface Script {
    /**
     * The answer to a request.
     *
     * @param request its first line
     * @param number of the request, in RTSP
     */
    String answer(String request, String number);
  }

  private static final byte[] ZEROS = new byte[1 << 16];

  private final ServerSocket socket = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicLong flooded = new AtomicLong();
  private final Script script;

  ScriptedCamera(Script script) throws IOException {
    this.script = script;
    threads.execute(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** How many requests have come. */
  int requests() {
    return requests.get();
  }

  /** How many zeros were taken, or lie in the kernel's buffers. */
  long flooded() {
    return flooded.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket player = socket.accept();
        threads.execute(() -> serve(player));
      }
    } catch (IOException e) {
      // Closed by the test.
    }
  }

  private void serve(Socket player) {
    try (player) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(player.getInputStream(), StandardCharsets.ISO_8859_1));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String request = line;
        String number = "0";
        while (line != null && !line.isEmpty()) {
          number = line.startsWith("CSeq:") ? line.substring(5).strip() : number;
          line = in.readLine();
        }
        requests.incrementAndGet();
        answer(script.answer(request, number), player.getOutputStream());
      }
    } catch (IOException e) {
      // The player left.
    }
  }

  private void answer(String answer, OutputStream out) throws IOException {
    String text = answer.replace(FLOOD, "").replace(END, "");
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    if (answer.endsWith(END)) {
      out.close();
    }
    while (answer.endsWith(FLOOD)) {
      out.write(ZEROS);
      flooded.addAndGet(ZEROS.length);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}

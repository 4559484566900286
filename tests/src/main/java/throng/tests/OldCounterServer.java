package throng.tests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** A server of the remote crowd counter whose network costs nothing; a thread a connection. */
public final class OldCounterServer implements AutoCloseable {
  /** What is wrong with it. */
  public enum Fault {
    NONE,
    /** The header's length is not rows times columns times 4. */
    WRONG_LENGTH,
    /** Closes after a picture. */
    HANGS_UP
  }

  private final ServerSocket server;
  private final boolean isStopAndWait;
  private final Fault fault;
  private final int rows;
  private final int columns;
  private final float value;
  private final AtomicInteger pictures = new AtomicInteger();

  /** Listens at a free port of this machine; every cell of a map is {@code value}. */
  public OldCounterServer(boolean isStopAndWait, Fault fault, int rows, int columns, float value)
      throws IOException {
    this.isStopAndWait = isStopAndWait;
    this.fault = fault;
    this.rows = rows;
    this.columns = columns;
    this.value = value;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  /** {@code host:port}. */
  public String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** How many pictures came whole. */
  public int pictures() {
    return pictures.get();
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "old crowd counter");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (OldCounterWire wire = new OldCounterWire(socket, isStopAndWait)) {
      while (true) {
        wire.readPayload(wire.readNumber());
        pictures.incrementAndGet();
        if (fault == Fault.HANGS_UP) {
          return;
        }
        byte[] map = map();
        wire.write(fault == Fault.WRONG_LENGTH ? map.length - 4 : map.length, rows, columns);
        wire.writePayload(map);
      }
    } catch (IOException ended) {
      // The client has gone: the thread ends with its connection.
      return;
    }
  }

  private byte[] map() {
    float[] values = new float[rows * columns];
    Arrays.fill(values, value);
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

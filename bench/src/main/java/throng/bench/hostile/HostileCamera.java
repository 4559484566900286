package throng.bench.hostile;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A camera that was welcomed, and now does as it likes; used by one thread. */
final class HostileCamera implements AutoCloseable {
  private static final AtomicLong NAMES = new AtomicLong();
  private static final int CONNECT_MILLIS = 2_000;
  private static final int ANSWER_MILLIS = 120_000;
  private static final int LONG_WORTH = 60_000;

  private final Socket socket;
  private final Turn turn;
  private final DataInputStream in;
  private final OutputStream out;
  private int window;
  private long sequence;
  private int underWay;

  private HostileCamera(Socket socket, Turn turn) throws IOException {
    this.socket = socket;
    this.turn = turn;
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    out = socket.getOutputStream();
  }

  /** A name that no camera had before. */
  static String newName() {
    return "camera" + NAMES.incrementAndGet();
  }

  /**
   * Connects, and waits for the welcome.
   *
   * @param width what the hello says
   */
  static HostileCamera open(Target node, Turn turn, String name, int width, int height)
      throws IOException {
    Socket socket = turn.opened(new Socket());
    try {
      socket.connect(node.shared(), CONNECT_MILLIS);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(ANSWER_MILLIS);
      HostileCamera camera = new HostileCamera(socket, turn);
      camera.send(WireBytes.hello(name, name.hashCode(), width, height));
      camera.awaitWelcome();
      turn.toll().add("cameras");
      return camera;
    } catch (IOException e) {
      turn.closed(socket);
      throw e;
    }
  }

  int window() {
    return window;
  }

  void send(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  /** Sends a whole frame. */
  void sendFrame(byte[] jpeg) throws IOException {
    send(WireBytes.frame(sequence++, LONG_WORTH, jpeg));
    underWay++;
    turn.toll().add("frames");
  }

  /** Keeps as many frames under way as the window allows, until the turn is over. */
  void keepFull(Supplier<byte[]> jpegs) throws IOException {
    while (!turn.isOver()) {
      while (underWay < window) {
        sendFrame(jpegs.get());
      }
      readOne();
    }
  }

  /** Reads what the node says and throws it away, until it ends or the turn is over. */
  void discard() throws IOException {
    byte[] bytes = new byte[64 * 1024];
    while (!turn.isOver()) {
      if (in.read(bytes) < 0) {
        throw new EOFException("The node closed.");
      }
    }
  }

  /** Takes the next message, whichever it is. */
  void readOne() throws IOException {
    int length = in.readInt();
    int type = in.readUnsignedByte();
    byte[] body = in.readNBytes(length - 1);
    switch (type) {
      case WireBytes.DENSITY_MAP -> answered("counted");
      case WireBytes.SKIPPED -> answered("skipped for reason " + body[9]);
      case WireBytes.PING -> send(WireBytes.pong(ByteBuffer.wrap(body).getLong()));
      case WireBytes.GOODBYE -> {
        turn.toll().add("goodbye for reason " + body[1]);
        throw new EOFException("The node said goodbye.");
      }
      default -> turn.toll().add("messages of type " + type);
    }
  }

  private void answered(String how) {
    underWay--;
    turn.toll().add(how);
  }

  private void awaitWelcome() throws IOException {
    int length = in.readInt();
    int type = in.readUnsignedByte();
    byte[] body = in.readNBytes(length - 1);
    if (type != WireBytes.WELCOME) {
      turn.toll().add("refused with code " + body[1]);
      throw new EOFException("The node refused.");
    }
    window = ByteBuffer.wrap(body).getShort(2);
  }

  /** Waits no longer than this for what the node says. */
  void patience(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  /** Sends nothing more. */
  void halfClose() throws IOException {
    socket.shutdownOutput();
  }

  /** Without a goodbye; what is unread makes the kernel answer with a reset. */
  @Override
  public void close() {
    turn.closed(socket);
  }

  /** With a reset. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    close();
  }
}

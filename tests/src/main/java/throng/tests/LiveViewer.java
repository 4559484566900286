package throng.tests;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;
import throng.streams.settings.HostAndPort;

/**
 * A page that is open: asks for pictures over the live socket (RFC 6455) as the page does, and
 * throws away what it is sent. Used by one thread; any may close it.
 */
public final class LiveViewer implements Closeable {
  /** From a JPEG's begin to the time that its camera has written there, which is 8 bytes long. */
  public static final int STAMP_AT = 6;

  private static final int BUFFER = 64 * 1024;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int IN_TWO_BYTES = 126;
  private static final int IN_EIGHT_BYTES = 127;
  // docs/PAGE.md draws them.
  private static final int PICTURE_HEAD = 24;
  private static final int NAME_LENGTH_AT = 2;

  private final Socket socket;
  private final DataInputStream in;
  private final byte[] thrownAway = new byte[BUFFER];

  private LiveViewer(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER));
  }

  /**
   * Connects, and asks.
   *
   * @param subscription what for
   */
  public static LiveViewer open(HostAndPort page, String token, String subscription)
      throws IOException {
    Socket socket = new Socket(page.host(), page.port());
    LiveViewer viewer = new LiveViewer(socket);
    try {
      viewer.upgrade(token);
      socket.getOutputStream().write(textFrame(subscription));
      return viewer;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private void upgrade(String token) throws IOException {
    String request =
        "GET /api/v1/live HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + "Authorization: Bearer "
            + token
            + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\n") < 0) {
      answer.append((char) in.readUnsignedByte());
    }
    if (!answer.toString().startsWith("HTTP/1.1 101")) {
      throw new IOException("The page answers " + answer);
    }
  }

  /** Whole, with a mask that changes nothing. */
  private static byte[] textFrame(String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer frame = ByteBuffer.allocate(content.length + 8);
    frame.put((byte) 0x81).put((byte) (0x80 | IN_TWO_BYTES)).putShort((short) content.length);
    return frame.putInt(0).put(content).array();
  }

  /**
   * Reads until the end, which is no failure; pictures have their cameras' time in them.
   *
   * @param pictures is told of each picture when it was taken, on this machine's monotonic clock
   */
  public void discard(LongConsumer pictures) throws IOException {
    try {
      while (true) {
        int opcode = in.readUnsignedByte() & 15;
        long left = length();
        if (opcode == CLOSE) {
          return;
        } else if (opcode == BINARY) {
          left -= readPictureUpToItsStamp();
          pictures.accept(in.readLong());
          left -= Long.BYTES;
        }
        throwAway(left);
      }
    } catch (EOFException | java.net.SocketException closed) {
      return;
    }
  }

  // A socket skips by 2 KB at a time.
  private void throwAway(long length) throws IOException {
    for (long left = length; left > 0; ) {
      int some = (int) Math.min(left, BUFFER);
      in.readFully(thrownAway, 0, some);
      left -= some;
    }
  }

  private long length() throws IOException {
    int length = in.readUnsignedByte() & IN_EIGHT_BYTES;
    if (length == IN_TWO_BYTES) {
      return in.readUnsignedShort();
    }
    return length == IN_EIGHT_BYTES ? in.readLong() : length;
  }

  private long readPictureUpToItsStamp() throws IOException {
    byte[] head = new byte[PICTURE_HEAD];
    in.readFully(head);
    int rest = ByteBuffer.wrap(head).getShort(NAME_LENGTH_AT) + STAMP_AT;
    in.skipNBytes(rest);
    return PICTURE_HEAD + rest;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

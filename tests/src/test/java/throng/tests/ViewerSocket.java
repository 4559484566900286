package throng.tests;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;

/** A viewer of 2024, written from the description of its bytes. */
final class ViewerSocket implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;
  private final DataInputStream in;

  /** Connects to {@code host:port}. */
  ViewerSocket(String address) throws IOException {
    String[] parts = address.split(":", 2);
    socket = new Socket(parts[0], Integer.parseInt(parts[1]));
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new DataInputStream(socket.getInputStream());
  }

  void send(String commands) throws IOException {
    socket.getOutputStream().write(commands.getBytes(US_ASCII));
  }

  /** The next picture's bytes. */
  byte[] picture() throws IOException {
    byte[] jpeg = new byte[in.readInt()];
    in.readFully(jpeg);
    return jpeg;
  }

  /** The next bytes, as text. */
  String text(int length) throws IOException {
    byte[] text = new byte[length];
    in.readFully(text);
    return new String(text, US_ASCII);
  }

  /** Reads on to the end. */
  void awaitEnd() throws IOException {
    in.transferTo(java.io.OutputStream.nullOutputStream());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

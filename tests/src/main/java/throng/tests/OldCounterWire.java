package throng.tests;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The remote crowd counter's bytes on one connection, as its own programs write and read them, from
 * their description alone. The socket is as the system gives it, with Nagle's algorithm.
 */
final class OldCounterWire implements AutoCloseable {
  static final int BLOCK = 1024;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final boolean isStopAndWait;

  OldCounterWire(Socket socket, boolean isStopAndWait) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
    this.isStopAndWait = isStopAndWait;
    socket.setSoTimeout(60_000);
  }

  void write(int... numbers) throws IOException {
    StringBuilder fields = new StringBuilder();
    for (int number : numbers) {
      fields.append((number + " ".repeat(16)), 0, 16);
    }
    out.write(fields.toString().getBytes(StandardCharsets.US_ASCII));
  }

  void raw(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  int readNumber() throws IOException {
    byte[] field = new byte[16];
    in.readFully(field);
    String text = new String(field, StandardCharsets.US_ASCII);
    if (!text.matches("[0-9]+ *")) {
      throw new IOException("No header field: '" + text + "'");
    }
    return Integer.parseInt(text.trim());
  }

  void writePayload(byte[] payload) throws IOException {
    int sent = 0;
    while (isStopAndWait && payload.length - sent >= BLOCK) {
      out.write(payload, sent, BLOCK);
      sent += BLOCK;
      int confirmed = readNumber();
      if (confirmed != sent) {
        throw new IOException("Confirmed " + confirmed + " of " + sent);
      }
    }
    out.write(payload, sent, payload.length - sent);
  }

  byte[] readPayload(int length) throws IOException {
    byte[] payload = new byte[length];
    int read = 0;
    while (isStopAndWait && length - read >= BLOCK) {
      in.readFully(payload, read, BLOCK);
      read += BLOCK;
      write(read);
    }
    in.readFully(payload, read, length - read);
    return payload;
  }

  /** Whether the other side has closed; waits for it. */
  boolean isClosedByPeer() throws IOException {
    return in.read() < 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

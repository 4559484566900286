package throng.streams.legacy.counter;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A peer of the remote crowd counter, written from the description of its bytes alone. */
final class CounterPeer implements AutoCloseable {
  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final boolean isStopAndWait;

  CounterPeer(Socket socket, Transfer transfer) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
    this.isStopAndWait = transfer == Transfer.STOP_AND_WAIT;
    socket.setSoTimeout(30_000);
  }

  static CounterPeer connect(InetSocketAddress server, Transfer transfer) throws IOException {
    return new CounterPeer(new Socket(server.getAddress(), server.getPort()), transfer);
  }

  static String field(String text) {
    return (text + " ".repeat(16)).substring(0, 16);
  }

  void raw(String ascii) throws IOException {
    raw(ascii.getBytes(StandardCharsets.ISO_8859_1));
  }

  void raw(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  void byteByByte(byte[] bytes) throws IOException {
    socket.setTcpNoDelay(true);
    for (byte one : bytes) {
      out.write(one);
      out.flush();
    }
  }

  void sendPicture(byte[] jpeg) throws IOException {
    raw(field(Integer.toString(jpeg.length)));
    sendPayload(jpeg);
  }

  void sendMap(int rows, int columns, float[] values) throws IOException {
    raw(field(Integer.toString(values.length * 4)));
    raw(field(Integer.toString(rows)));
    raw(field(Integer.toString(columns)));
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putFloat(value);
    }
    sendPayload(bytes.array());
  }

  private void sendPayload(byte[] payload) throws IOException {
    int sent = 0;
    while (isStopAndWait && payload.length - sent >= 1024) {
      out.write(payload, sent, 1024);
      sent += 1024;
      int confirmed = readField();
      if (confirmed != sent) {
        throw new IOException("confirmed " + confirmed + " of " + sent);
      }
    }
    out.write(payload, sent, payload.length - sent);
  }

  int readField() throws IOException {
    byte[] field = new byte[16];
    in.readFully(field);
    String text = new String(field, StandardCharsets.US_ASCII);
    if (!text.matches("[0-9]+ *")) {
      throw new IOException("no field: " + text);
    }
    return Integer.parseInt(text.trim());
  }

  byte[] readPicture() throws IOException {
    return readPayload(readField());
  }

  record ReceivedMap(int rows, int columns, float[] values) {}

  ReceivedMap readMap() throws IOException {
    int length = readField();
    int rows = readField();
    int columns = readField();
    ByteBuffer bytes = ByteBuffer.wrap(readPayload(length)).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[length / 4];
    bytes.asFloatBuffer().get(values);
    return new ReceivedMap(rows, columns, values);
  }

  private byte[] readPayload(int length) throws IOException {
    byte[] payload = new byte[length];
    int read = 0;
    while (isStopAndWait && length - read >= 1024) {
      in.readFully(payload, read, 1024);
      read += 1024;
      raw(field(Integer.toString(read)));
    }
    in.readFully(payload, read, length - read);
    return payload;
  }

  /** One byte, or -1 where the other side has closed. */
  int readByte() throws IOException {
    return in.read();
  }

  /** What a killed program does: no goodbye. */
  void resetOnClose() throws IOException {
    socket.setSoLinger(true, 0);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

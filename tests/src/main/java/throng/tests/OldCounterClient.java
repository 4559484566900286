package throng.tests;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A client of the remote crowd counter: sends a picture, waits for its map. */
public final class OldCounterClient implements AutoCloseable {
  private final OldCounterWire wire;

  private OldCounterClient(OldCounterWire wire) {
    this.wire = wire;
  }

  /**
   * A connection.
   *
   * @param address {@code host:port}
   */
  public static OldCounterClient connect(String address, boolean isStopAndWait) throws IOException {
    int colon = address.lastIndexOf(':');
    Socket socket =
        new Socket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    return new OldCounterClient(new OldCounterWire(socket, isStopAndWait));
  }

  /** A density map as it came. */
  public record OldMap(int rows, int columns, float[] values) {
    /** The sum, which their client prints as the count. */
    public double count() {
      double sum = 0;
      for (float value : values) {
        sum += value;
      }
      return sum;
    }
  }

  /** Sends a picture and waits for its map. */
  public OldMap count(byte[] jpeg) throws IOException {
    send(jpeg);
    int length = wire.readNumber();
    int rows = wire.readNumber();
    int columns = wire.readNumber();
    float[] values = new float[length / Float.BYTES];
    ByteBuffer.wrap(wire.readPayload(length))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return new OldMap(rows, columns, values);
  }

  /** Sends a picture. */
  public void send(byte[] jpeg) throws IOException {
    wire.write(jpeg.length);
    wire.writePayload(jpeg);
  }

  /** Sends bytes that may be anything. */
  public void raw(byte[] bytes) throws IOException {
    wire.raw(bytes);
  }

  /** Waits until the server sends a byte or closes; whether it closed. */
  public boolean isHungUpOn() throws IOException {
    return wire.isClosedByPeer();
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }
}

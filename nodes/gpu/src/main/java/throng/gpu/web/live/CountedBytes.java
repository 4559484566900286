package throng.gpu.web.live;

import akka.util.ByteString;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import throng.actors.counts.Counted;
import throng.actors.counts.MemberBytes;
import throng.actors.counts.Network;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.PeopleCount;

/**
 * The bytes of a count with its picture, as one GPU node gives it to another: numbers big-endian,
 * names as {@link MemberBytes} has them. Times are told as ages, since no two nodes' monotonic
 * clocks are the same.
 */
final class CountedBytes {
  private static final int LARGEST_SIDE = 65_535;

  private CountedBytes() {}

  /**
   * Writes one.
   *
   * @param nanos now, on this node's monotonic clock
   * @param withPicture whether its JPEG goes along
   */
  static void write(
      DataOutputStream out, Counted counted, DensityMap map, long nanos, boolean withPicture)
      throws IOException {
    JpegFrame frame = counted.frame();
    MemberBytes.write(out, counted.camera());
    out.writeLong(nanos - counted.answeredNanos());
    out.writeLong(counted.ageNanos());
    out.writeLong(counted.answeredMillis());
    out.writeUTF(counted.network().name());
    out.writeUTF(counted.network().version());
    out.writeUTF(counted.network().countsAs());
    out.writeInt(frame.width());
    out.writeInt(frame.height());
    ByteString jpeg = withPicture ? frame.jpeg() : ByteString.emptyByteString();
    out.writeInt(jpeg.size());
    out.write(jpeg.toArrayUnsafe());
    out.writeInt(map.rows());
    out.writeInt(map.columns());
    for (float value : map.values()) {
      out.writeFloat(value);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param nanos now, on this node's monotonic clock
   * @throws IOException if it is no count of that camera
   */
  static Counted read(DataInputStream in, long nanos) throws IOException {
    CameraId camera = MemberBytes.camera(in);
    long sinceNanos = age(in);
    long ageNanos = age(in);
    long answeredMillis = in.readLong();
    Network network = new Network(in.readUTF(), in.readUTF(), in.readUTF());
    int width = within(in.readInt(), LARGEST_SIDE);
    int height = within(in.readInt(), LARGEST_SIDE);
    byte[] jpeg = in.readNBytes(within(in.readInt(), in.available()));
    JpegFrame frame =
        new JpegFrame(0, 0, answeredMillis, 0, width, height, ByteString.fromArrayUnsafe(jpeg));
    return new Counted(
        camera, frame, map(in), network, nanos - sinceNanos, answeredMillis, ageNanos);
  }

  private static DensityMap map(DataInputStream in) throws IOException {
    int rows = within(in.readInt(), LARGEST_SIDE);
    int columns = within(in.readInt(), LARGEST_SIDE);
    // Before room is made for them: a length may be a lie.
    int cells = within(Math.multiplyExact(rows, columns), in.available() / Float.BYTES);
    float[] values = new float[cells];
    for (int i = 0; i < cells; i++) {
      values[i] = in.readFloat();
    }
    double count =
        PeopleCount.of(values).orElseThrow(() -> new IOException("That is no map of people"));
    return new DensityMap(0, 0, rows, columns, count, values, new DensityMap.Timing(0, 0, 0, 0));
  }

  private static long age(DataInputStream in) throws IOException {
    long nanos = in.readLong();
    if (nanos < 0) {
      throw new IOException("That is no age: " + nanos);
    }
    return nanos;
  }

  private static int within(int number, int most) throws IOException {
    if (number < 0 || number > most) {
      throw new IOException(number + " where at most " + most + " can be");
    }
    return number;
  }
}

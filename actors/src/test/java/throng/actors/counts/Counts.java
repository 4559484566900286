package throng.actors.counts;

import akka.util.ByteString;
import java.util.Arrays;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;

/** Counts that no network made, for tests. */
final class Counts {
  static final CameraId DOOR = new CameraId("lobby", "door");
  static final CameraId HALL = new CameraId("lobby", "hall");
  static final Network NETWORK = new Network("crowd", "1");
  static final long SECOND = 1_000_000_000;

  private Counts() {}

  /** A count of {@code people}, spread evenly over 2 × 2 cells; it was made at once. */
  static Counted counted(CameraId camera, long nanos, double people) {
    return counted(camera, nanos, 0, map(2, 2, people));
  }

  static Counted counted(CameraId camera, long nanos, long ageNanos, FrameReply reply) {
    return new Counted(camera, frame(1000), reply, NETWORK, nanos, nanos / 1_000_000, ageNanos);
  }

  static Counted skipped(CameraId camera, long nanos) {
    return counted(camera, nanos, 0, new Skipped(0, SkipReason.EXPIRED, ""));
  }

  static JpegFrame frame(int bytes) {
    return new JpegFrame(0, 0, 0, 0, 64, 48, ByteString.fromArrayUnsafe(new byte[bytes]));
  }

  /** A map on which {@code people} are spread evenly. */
  static DensityMap map(int rows, int columns, double people) {
    float[] values = new float[rows * columns];
    Arrays.fill(values, (float) (people / values.length));
    return map(rows, columns, values);
  }

  static DensityMap map(int rows, int columns, float[] values) {
    double count = 0;
    for (float value : values) {
      count += value;
    }
    return new DensityMap(0, 0, rows, columns, count, values, new DensityMap.Timing(0, 0, 0, 1));
  }
}

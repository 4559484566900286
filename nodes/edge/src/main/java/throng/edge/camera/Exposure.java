package throng.edge.camera;

import akka.util.ByteString;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import throng.streams.camera.Picture;

/**
 * The moment at which a picture was captured, as far as it is known here, on both clocks.
 *
 * @param nanos {@link System#nanoTime}
 * @param millis since 1970-01-01 UTC
 */
record Exposure(long nanos, long millis) {
  static Exposure now() {
    return new Exposure(System.nanoTime(), System.currentTimeMillis());
  }

  /** So many microseconds earlier. */
  Exposure before(long micros) {
    return new Exposure(
        nanos - TimeUnit.MICROSECONDS.toNanos(micros),
        millis - TimeUnit.MICROSECONDS.toMillis(micros));
  }

  /**
   * @param jpeg never touched again by the caller
   */
  Picture of(byte[] jpeg, int width, int height, OptionalDouble position) {
    return of(jpeg, width, height, "", position, OptionalInt.empty());
  }

  Picture of(
      byte[] jpeg, int width, int height, String name, OptionalDouble position, OptionalInt truth) {
    return new Picture(
        ByteString.fromArrayUnsafe(jpeg), width, height, nanos, millis, name, position, truth);
  }
}

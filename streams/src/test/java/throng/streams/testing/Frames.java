package throng.streams.testing;

import akka.util.ByteString;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import throng.streams.camera.CapturedFrame;
import throng.streams.camera.Picture;

/** Frames for tests that look at no pixel. */
public final class Frames {

  private Frames() {}

  /** A picture of a few bytes, said to be 64 x 48, captured now. */
  public static Picture picture() {
    return picture(64, 48, System.nanoTime());
  }

  public static Picture picture(int width, int height, long capturedNanos) {
    return new Picture(
        ByteString.fromString("picture"),
        width,
        height,
        capturedNanos,
        0,
        "",
        OptionalDouble.empty(),
        OptionalInt.empty());
  }

  public static CapturedFrame captured(long sequence) {
    return new CapturedFrame(sequence, picture());
  }
}

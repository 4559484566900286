package throng.edge.camera;

import akka.util.ByteString;
import throng.streams.camera.FrameFitter;

/** Encodes a JPEG again, first at lower quality and then smaller, until it is within the limits. */
public final class Refitter implements FrameFitter {
  private final int quality;

  /**
   * @param quality the best that is tried, 1 to 100
   */
  public Refitter(int quality) {
    this.quality = quality;
  }

  @Override
  public ByteString fit(ByteString jpeg, int maxBytes, int maxPixels) {
    throw new UnsupportedOperationException("quality " + quality);
  }
}

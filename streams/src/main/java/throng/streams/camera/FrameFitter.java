package throng.streams.camera;

import akka.util.ByteString;

/** Encodes again, smaller, what exceeds the limits that the node has told. */
@FunctionalInterface
public interface FrameFitter {
  /**
   * A JPEG of the same picture within both limits; the same bytes where they fit already, or where
   * they cannot be decoded (the node then says so).
   *
   * @param maxBytes the largest JPEG, in bytes
   * @param maxPixels the largest picture, in pixels
   */
  ByteString fit(ByteString jpeg, int maxBytes, int maxPixels);
}

package throng.edge.camera;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Encodes native pictures as JPEG of one quality. One thread. */
public final class JpegEncoder implements AutoCloseable {
  private final BytePointer ending = new BytePointer(".jpg");
  private final IntPointer parameters;

  /**
   * @param quality 1 to 100
   */
  public JpegEncoder(int quality) {
    parameters = new IntPointer(IMWRITE_JPEG_QUALITY, quality);
  }

  /**
   * @param picture of one (grey) or three channels (blue, green, red), 8 bits each
   * @return empty: JPEG has no pictures of this size
   */
  public Optional<byte[]> encode(Mat picture) {
    try (BytePointer jpeg = new BytePointer()) {
      if (!imencode(ending, picture, jpeg, parameters)) {
        return Optional.empty();
      }
      byte[] bytes = new byte[Math.toIntExact(jpeg.limit())];
      jpeg.get(bytes);
      return Optional.of(bytes);
    }
  }

  @Override
  public void close() {
    ending.close();
    parameters.close();
  }
}

package throng.edge.camera;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import akka.util.ByteString;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import throng.streams.camera.FrameFitter;
import throng.streams.frame.JpegDamage;
import throng.streams.frame.JpegFacts;
import throng.streams.frame.JpegHeader;
import throng.streams.frame.PixelSize;

/**
 * Encodes a JPEG again, first at lower quality and then smaller, until it is within the limits.
 *
 * <p>Any thread; nothing is kept between calls.
 */
public final class Refitter implements FrameFitter {
  private static final double SMALLER = 0.75;
  private static final int LOWEST_QUALITY = 40;
  private static final int QUALITY_STEP = 25;

  /** What is decoded is at most so much larger than what is wanted: reducing halves the sides. */
  private static final int REDUCED_RATIO = 4;

  private static final int COARSEST = 8;

  private final int quality;
  private final long mostPixels;

  /**
   * @param quality the best that is tried, 1 to 100
   * @param mostPixels a picture that takes a decoder more is left as it is
   */
  public Refitter(int quality, long mostPixels) {
    this.quality = quality;
    this.mostPixels = mostPixels;
  }

  @Override
  public ByteString fit(ByteString jpeg, int maxBytes, int maxPixels) {
    byte[] bytes = jpeg.toArrayUnsafe();
    Optional<JpegFacts> facts = JpegFacts.of(jpeg);
    Optional<JpegHeader> header = facts.map(JpegFacts::header);
    if (header.isEmpty() || fits(header.get(), bytes.length, maxBytes, maxPixels)) {
      return jpeg;
    }
    int divisor = divisor(header.get(), maxPixels);
    if (pixelsKept(facts.get(), divisor) > mostPixels
        || facts.get().hasTooManyScans(mostPixels)
        || JpegDamage.isIn(jpeg)) {
      return jpeg;
    }
    Natives.load();
    try (BytePointer pointer = new BytePointer(bytes);
        Mat row = new Mat(1, bytes.length, CV_8UC1, pointer);
        Mat picture = imdecode(row, reduced(divisor) | IMREAD_IGNORE_ORIENTATION)) {
      return DecodedSize.isOf(picture, header.get(), divisor)
          ? smaller(picture, jpeg, maxBytes, maxPixels)
          : jpeg;
    } catch (RuntimeException e) {
      // OpenCV's own exception: the node answers for a picture that cannot be decoded.
      return jpeg;
    }
  }

  private ByteString smaller(Mat picture, ByteString jpeg, int maxBytes, int maxPixels) {
    double scale = Math.min(1, Math.sqrt(maxPixels / (double) picture.total()));
    int tried = quality;
    while (true) {
      Optional<PixelSize> size = size(picture, scale);
      if (size.isEmpty()) {
        return jpeg;
      }
      try (JpegShaper shaper = new JpegShaper(size, false, tried)) {
        byte[] bytes = shaper.encode(picture).jpeg();
        if (bytes.length <= maxBytes) {
          return ByteString.fromArrayUnsafe(bytes);
        }
      }
      if (tried > LOWEST_QUALITY) {
        tried = Math.max(LOWEST_QUALITY, tried - QUALITY_STEP);
      } else {
        scale *= SMALLER;
      }
    }
  }

  /** Empty where it would be smaller than any picture is. */
  private static Optional<PixelSize> size(Mat picture, double scale) {
    return PixelSize.parse((int) (picture.cols() * scale) + "x" + (int) (picture.rows() * scale));
  }

  private static boolean fits(JpegHeader header, int bytes, int maxBytes, int maxPixels) {
    return bytes <= maxBytes && header.pixels() <= maxPixels;
  }

  /** Of several scans the codec keeps all, whatever the divisor. */
  private static long pixelsKept(JpegFacts jpeg, int divisor) {
    long pixels = jpeg.header().pixels();
    return jpeg.mayHaveManyScans() ? pixels : pixels / ((long) divisor * divisor);
  }

  /** By what the codec divides both sides. */
  private static int divisor(JpegHeader header, int maxPixels) {
    int divisor = 1;
    while (divisor < COARSEST
        && header.pixels() / Math.max(1, maxPixels) >= (long) REDUCED_RATIO * divisor * divisor) {
      divisor *= 2;
    }
    return divisor;
  }

  private static int reduced(int divisor) {
    return switch (divisor) {
      case 8 -> IMREAD_REDUCED_COLOR_8;
      case 4 -> IMREAD_REDUCED_COLOR_4;
      case 2 -> IMREAD_REDUCED_COLOR_2;
      default -> IMREAD_COLOR;
    };
  }
}

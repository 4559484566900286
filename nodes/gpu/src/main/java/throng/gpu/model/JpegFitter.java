package throng.gpu.model;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR_BGR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import akka.util.ByteString;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import throng.streams.camera.FrameFitter;
import throng.streams.frame.JpegDamage;
import throng.streams.frame.JpegFacts;
import throng.streams.frame.JpegHeader;

/**
 * Encodes a JPEG again, smaller, where it is above the limits and can be decoded in bounded memory
 * and time. Any thread; nothing is kept between calls.
 *
 * <p>The codec halves what is more than twice {@code maxPixels}, so that decoding takes 6 bytes for
 * each of these at most; a progressive JPEG above {@code maxPixels}, of which the codec keeps every
 * coefficient, and one of more than ten times as many pixels stay as they are.
 */
public final class JpegFitter implements FrameFitter {
  private static final int BEST_QUALITY = 90;
  private static final int LOWEST_QUALITY = 40;
  private static final int QUALITY_STEP = 25;
  private static final double SMALLER = 0.75;
  private static final int MOST_TIMES = 10;
  private static final int COARSEST = 8;

  @Override
  public ByteString fit(ByteString jpeg, int maxBytes, int maxPixels) {
    Optional<JpegFacts> facts = JpegFacts.of(jpeg);
    Optional<JpegHeader> header = facts.map(JpegFacts::header);
    if (header.isEmpty()
        || isWithin(jpeg, header.get(), maxBytes, maxPixels)
        || isTooMuch(facts.get(), maxPixels)
        || JpegDamage.isIn(jpeg)) {
      return jpeg;
    }
    int divisor = divisor(header.get().pixels(), maxPixels);
    int flags = Reduction.flag(divisor) | IMREAD_COLOR_BGR | IMREAD_IGNORE_ORIENTATION;
    try (BytePointer bytes = new BytePointer(jpeg.toArrayUnsafe());
        Mat source = new Mat(1, jpeg.size(), CV_8UC1, bytes);
        Mat picture = imdecode(source, flags)) {
      return Reduction.isOf(picture, header.get(), divisor)
          ? encoded(picture, jpeg, maxBytes, maxPixels)
          : jpeg;
    } catch (RuntimeException e) {
      // OpenCV's own exception: whoever counts the picture answers for it.
      return jpeg;
    }
  }

  private static boolean isWithin(ByteString jpeg, JpegHeader header, int maxBytes, int maxPixels) {
    return jpeg.size() <= maxBytes && header.pixels() <= maxPixels;
  }

  private static boolean isTooMuch(JpegFacts jpeg, int maxPixels) {
    long pixels = jpeg.header().pixels();
    return pixels > MOST_TIMES * (long) maxPixels
        || (pixels > maxPixels && jpeg.mayHaveManyScans())
        || jpeg.hasTooManyCoefficients(maxPixels)
        || jpeg.hasTooManyScans(maxPixels);
  }

  private static int divisor(long pixels, long maxPixels) {
    int divisor = 1;
    while (divisor < COARSEST && pixels / ((long) divisor * divisor) > 2 * maxPixels) {
      divisor *= 2;
    }
    return divisor;
  }

  private static ByteString encoded(Mat picture, ByteString jpeg, int maxBytes, int maxPixels) {
    double scale = Math.min(1, Math.sqrt(maxPixels / (double) picture.total()));
    int quality = BEST_QUALITY;
    while (picture.cols() * scale >= 1 && picture.rows() * scale >= 1) {
      ByteString smaller = encoded(picture, scale, quality);
      if (smaller.size() <= maxBytes) {
        return smaller;
      }
      if (quality > LOWEST_QUALITY) {
        quality -= QUALITY_STEP;
      } else {
        scale *= SMALLER;
      }
    }
    return jpeg;
  }

  private static ByteString encoded(Mat picture, double scale, int quality) {
    if (scale == 1) {
      return ProbePicture.encode(picture, quality);
    }
    try (Mat smaller = new Mat();
        Size size = new Size((int) (picture.cols() * scale), (int) (picture.rows() * scale))) {
      resize(picture, smaller, size, 0, 0, INTER_AREA);
      return ProbePicture.encode(smaller, quality);
    }
  }
}

package throng.edge.camera;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_GRAYSCALE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import akka.util.ByteString;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.jspecify.annotations.Nullable;
import throng.common.console.NativeCall;
import throng.streams.frame.JpegDamage;
import throng.streams.frame.JpegHeader;
import throng.streams.frame.PixelSize;

/**
 * Encodes pictures as JPEG, upright, with square pixels, in the size and colour that were asked
 * for.
 *
 * <p>One thread; its native buffers are used again for each picture, and freed by {@link #close}.
 */
final class JpegShaper implements AutoCloseable {
  private final Optional<PixelSize> size;
  private final boolean grey;
  private final JpegEncoder encoder;
  private final Mat decoded = new Mat();
  private final Mat turned = new Mat();
  private final Mat resized = new Mat();
  private final Mat oneChannel = new Mat();
  private final Mat threeChannels = new Mat();

  JpegShaper(PictureSettings settings) {
    this(settings.size(), settings.grey(), settings.quality());
  }

  JpegShaper(Optional<PixelSize> size, boolean grey, int quality) {
    Natives.load();
    this.size = size;
    this.grey = grey;
    this.encoder = new JpegEncoder(quality);
  }

  /**
   * @param picture of one (grey) or three channels (blue, green, red), 8 bits each
   */
  EncodedPicture encode(Mat picture) {
    return encode(picture, Display.PLAIN);
  }

  /**
   * @param picture as it is stored; of one or three channels
   * @param display how it is meant to be looked at
   */
  EncodedPicture encode(Mat picture, Display display) {
    Mat shaped = inColour(display.orientation().turn(inSize(picture, display), turned));
    byte[] jpeg =
        encoder
            .encode(shaped)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "A picture of "
                            + shaped.cols()
                            + " x "
                            + shaped.rows()
                            + " cannot be encoded."));
    return new EncodedPicture(jpeg, shaped.cols(), shaped.rows());
  }

  /**
   * Decodes a picture of any format and encodes it; null if it cannot be decoded, is cut short or
   * damaged, is not of the size that it says, or is of a format that OpenCV does not know.
   */
  @Nullable EncodedPicture reshape(byte[] picture, Display display) {
    int colour = grey ? IMREAD_GRAYSCALE : IMREAD_COLOR;
    ByteString bytes = ByteString.fromArrayUnsafe(picture);
    Optional<JpegHeader> header = JpegHeader.of(bytes);
    boolean isJpeg = PictureHeader.isJpeg(picture);
    if (isJpeg && (header.isEmpty() || JpegDamage.isIn(bytes))) {
      return null;
    }
    if (!isJpeg) {
      blacken(decoded); // A damaged TIFF's missing parts keep what was there.
    }
    try (NativeCall call = NativeCall.by(camera());
        BytePointer pointer = new BytePointer(picture);
        Mat row = new Mat(1, picture.length, CV_8UC1, pointer);
        // What it returns counts: on failure the given picture keeps what it held before.
        Mat result = imdecode(row, colour | IMREAD_IGNORE_ORIENTATION, decoded)) {
      boolean isAsSaid = header.map(is -> DecodedSize.isOf(result, is, 1)).orElse(true);
      return result.empty() || !isAsSaid ? null : encode(result, display);
    } catch (RuntimeException e) {
      // OpenCV's own exception: what it says of broken bytes is no news to the user.
      return null;
    }
  }

  /** As the thread's name says, which is its own. */
  private static String camera() {
    String name = Thread.currentThread().getName();
    return name.startsWith(Naming.CAMERA) ? name.substring(Naming.CAMERA.length()) : name;
  }

  private static void blacken(Mat picture) {
    if (!picture.empty()) {
      try (Scalar black = new Scalar(0, 0, 0, 0)) {
        picture.put(black);
      }
    }
  }

  private Mat inSize(Mat picture, Display display) {
    int width = display.storedWidth(picture.cols(), size);
    int height = display.storedHeight(picture.rows(), size);
    if (picture.cols() == width && picture.rows() == height) {
      return picture;
    }
    boolean smaller = (long) width * height < picture.total();
    try (Size to = new Size(width, height)) {
      resize(picture, resized, to, 0, 0, smaller ? INTER_AREA : INTER_LINEAR);
    }
    return resized;
  }

  private Mat inColour(Mat picture) {
    if (grey && picture.channels() == 3) {
      cvtColor(picture, oneChannel, COLOR_BGR2GRAY);
      cvtColor(oneChannel, threeChannels, COLOR_GRAY2BGR);
      return threeChannels;
    }
    if (picture.channels() == 1) {
      cvtColor(picture, threeChannels, COLOR_GRAY2BGR);
      return threeChannels;
    }
    return picture;
  }

  @Override
  public void close() {
    encoder.close();
    decoded.close();
    turned.close();
    resized.close();
    oneChannel.close();
    threeChannels.close();
  }
}

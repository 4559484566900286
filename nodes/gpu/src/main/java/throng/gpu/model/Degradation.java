package throng.gpu.model;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR_BGR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_GRAYSCALE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import akka.util.ByteString;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.jspecify.annotations.Nullable;
import throng.actors.inference.UndecodableException;
import throng.streams.frame.JpegHeader;
import throng.streams.frame.PixelSize;
import throng.streams.settings.SettingsException;

/**
 * What an edge node may do to a picture before it sends it.
 *
 * @param size the size it is brought to, if any
 * @param quality the JPEG quality of what is encoded anew
 * @param grey whether its three channels are made equal
 */
public record Degradation(Optional<PixelSize> size, Optional<Integer> quality, boolean grey) {
  private static final int EDGE_QUALITY = 90;

  /**
   * Reads the command line's words.
   *
   * @param size like 640x480
   * @throws SettingsException if one is wrong
   */
  public static Degradation of(@Nullable String size, @Nullable Integer quality, boolean grey) {
    if (quality != null && (quality < 1 || quality > 100)) {
      throw new SettingsException("--quality must be 1 to 100, not " + quality + ".");
    }
    return new Degradation(
        Optional.ofNullable(size).map(Degradation::size), Optional.ofNullable(quality), grey);
  }

  private static PixelSize size(String text) {
    return PixelSize.parse(text)
        .orElseThrow(
            () ->
                new SettingsException(
                    "--size must be width x height, like 640x480, not " + text + "."));
  }

  /** Whether pictures stay as they are. */
  public boolean isNone() {
    return size.isEmpty() && quality.isEmpty() && !grey;
  }

  /**
   * The picture as an edge node would send it.
   *
   * @throws UndecodableException if it is no picture
   */
  public ByteString apply(ByteString jpeg) throws UndecodableException {
    if (isNone()) {
      return jpeg;
    }
    JpegHeader header = JpegHeader.of(jpeg).orElseThrow(Degradation::broken);
    int flags = (grey ? IMREAD_GRAYSCALE : IMREAD_COLOR_BGR) | IMREAD_IGNORE_ORIENTATION;
    try (BytePointer bytes = new BytePointer(jpeg.toArray());
        Mat source = new Mat(1, jpeg.size(), CV_8UC1, bytes);
        Mat picture = imdecode(source, flags)) {
      if (!Reduction.isOf(picture, header, 1)) {
        throw broken();
      }
      resized(picture);
      if (grey) {
        cvtColor(picture, picture, COLOR_GRAY2BGR);
      }
      return ProbePicture.encode(picture, quality.orElse(EDGE_QUALITY));
    }
  }

  private static UndecodableException broken() {
    return new UndecodableException("The file is no JPEG picture, or is cut short or damaged.");
  }

  private void resized(Mat picture) {
    if (size.isPresent()) {
      PixelSize wanted = size.get();
      boolean shrinks = wanted.width() <= picture.cols() && wanted.height() <= picture.rows();
      try (Size pixels = new Size(wanted.width(), wanted.height())) {
        resize(picture, picture, pixels, 0, 0, shrinks ? INTER_AREA : INTER_LINEAR);
      }
    }
  }
}

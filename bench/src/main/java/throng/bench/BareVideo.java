package throng.bench;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR_RGB;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;
import org.bytedeco.opencv.opencv_core.Mat;

/** What the pictures alone cost: a video read, encoded as JPEG and decoded, in one loop. */
final class BareVideo implements AutoCloseable {
  private final Path file;
  private final IntPointer quality = new IntPointer(IMWRITE_JPEG_QUALITY, 90);
  private final BytePointer ending = new BytePointer(".jpg");
  private final Mat decoded = new Mat();
  private FFmpegFrameGrabber grabber;

  BareVideo(Path file) throws FrameGrabber.Exception {
    this.file = file;
    this.grabber = open(file);
  }

  /** Reads, encodes and decodes one picture; the file begins again at its end. */
  void next() throws FrameGrabber.Exception {
    Frame frame = grabber.grabImage();
    if (frame == null) {
      grabber.close();
      grabber = open(file);
      frame = grabber.grabImage();
    }
    try (Mat picture =
            new Mat(
                frame.imageHeight,
                frame.imageWidth,
                CV_8UC3,
                new Pointer(frame.image[0]),
                frame.imageStride);
        BytePointer jpeg = new BytePointer()) {
      imencode(ending, picture, jpeg, quality);
      decode(jpeg);
    }
  }

  private void decode(BytePointer jpeg) {
    try (Mat row = new Mat(1, (int) jpeg.limit(), CV_8UC1, jpeg);
        Mat same = imdecode(row, IMREAD_COLOR_RGB, decoded)) {
      if (same.empty()) {
        throw new IllegalStateException("A picture was not decoded.");
      }
    }
  }

  private static FFmpegFrameGrabber open(Path file) throws FrameGrabber.Exception {
    FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toString());
    grabber.start();
    return grabber;
  }

  @Override
  public void close() throws FrameGrabber.Exception {
    grabber.close();
    decoded.close();
    ending.close();
    quality.close();
  }
}

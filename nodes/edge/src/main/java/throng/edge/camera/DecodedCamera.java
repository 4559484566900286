package throng.edge.camera;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import java.nio.Buffer;
import java.util.OptionalDouble;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;
import throng.streams.camera.CameraException;
import throng.streams.camera.Picture;

/** A camera, stream or file whose pictures are decoded by FFmpeg and encoded as JPEG here. */
final class DecodedCamera implements Described {
  private static final double MICROSECOND = 1e-6;

  private final FFmpegFrameGrabber grabber;
  private final VideoStream stream;
  private final CameraSpec spec;
  private final int type;
  private final JpegShaper shaper;
  private final PicturePlace place;
  private @Nullable Buffer pixels;
  private Mat picture = new Mat();

  DecodedCamera(FFmpegFrameGrabber grabber, CameraSpec spec, PictureSettings settings)
      throws CameraException {
    this.grabber = grabber;
    this.spec = spec;
    this.type = settings.grey() ? CV_8UC1 : CV_8UC3;
    this.shaper = new JpegShaper(settings);
    try {
      this.stream = new VideoStream(grabber, spec);
      this.place = new PicturePlace(spec, settings, stream.fps());
    } catch (CameraException e) {
      close();
      throw e;
    }
  }

  @Override
  public @Nullable Picture read() throws CameraException {
    while (true) {
      Frame frame = grab();
      Exposure exposure = Exposure.now();
      if (frame == null) {
        return stream.end(0);
      }
      OptionalDouble position = place.of(frame.timestamp * MICROSECOND);
      if (place.isTaken(position, exposure)) {
        EncodedPicture shaped = shaper.encode(mat(frame));
        return exposure.of(shaped.jpeg(), shaped.width(), shaped.height(), position);
      }
    }
  }

  private @Nullable Frame grab() throws CameraException {
    try {
      return grabber.grabImage();
    } catch (FrameGrabber.Exception e) {
      throw new CameraException(
          spec.redacted()
              + " cannot be read further"
              + CameraTrouble.why(CameraTrouble.code(e))
              + "; the camera or the file broke off.");
    }
  }

  /** The frame's pixels, where they are: FFmpeg writes each picture into the same memory. */
  private Mat mat(Frame frame) {
    Buffer buffer = frame.image[0];
    if (buffer != pixels
        || picture.cols() != frame.imageWidth
        || picture.rows() != frame.imageHeight) {
      picture.close();
      pixels = buffer;
      picture =
          new Mat(
              frame.imageHeight, frame.imageWidth, type, new Pointer(buffer), frame.imageStride);
    }
    return picture;
  }

  @Override
  public String codec() {
    return String.valueOf(grabber.getVideoCodecName());
  }

  @Override
  public boolean isJpeg() {
    return false;
  }

  @Override
  public double fps() {
    return stream.fps();
  }

  @Override
  public void close() {
    picture.close();
    shaper.close();
    Ffmpeg.close(grabber);
  }
}

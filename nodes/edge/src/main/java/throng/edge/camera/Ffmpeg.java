package throng.edge.camera;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.FrameGrabber;
import org.bytedeco.javacv.FrameGrabber.ImageMode;
import throng.streams.camera.CameraException;

/** Opens FFmpeg's readers. */
final class Ffmpeg {
  /**
   * Cameras are opened one after another, for a USB hub's and the processor's sake. One that hangs
   * keeps others waiting for a time only: FFmpeg itself can open several.
   */
  private static final ReentrantLock ONE_AFTER_ANOTHER = new ReentrantLock();

  private Ffmpeg() {}

  /** A reader of a file or stream, started. */
  static FFmpegFrameGrabber open(CameraSpec spec, PictureSettings settings) throws CameraException {
    FFmpegFrameGrabber grabber = grabber(spec);
    if (spec instanceof CameraSpec.Stream stream) {
      network(grabber, stream.address(), settings.limits());
    }
    if (settings.live()) {
      sliceThreads(grabber);
    }
    grabber.setImageMode(settings.grey() ? ImageMode.GRAY : ImageMode.COLOR);
    int code = start(grabber, true, settings.limits().openTurn());
    if (code != 0) {
      throw new CameraException(CameraTrouble.opening(spec, code));
    }
    settings
        .size()
        .ifPresent(
            size -> {
              grabber.setImageWidth(size.width());
              grabber.setImageHeight(size.height());
            });
    return grabber;
  }

  /** A camera that sends JPEG by itself; fails where it has none. */
  static FFmpegFrameGrabber openMjpegDevice(CameraSpec.Device device, PictureSettings settings)
      throws CameraException {
    FFmpegFrameGrabber grabber = device(device, settings);
    grabber.setOption("input_format", "mjpeg");
    grabber.setImageMode(ImageMode.RAW);
    return started(grabber, device, settings, false);
  }

  /** A camera in whatever format it has. */
  static FFmpegFrameGrabber openDevice(CameraSpec.Device device, PictureSettings settings)
      throws CameraException {
    FFmpegFrameGrabber grabber = device(device, settings);
    sliceThreads(grabber);
    grabber.setImageMode(settings.grey() ? ImageMode.GRAY : ImageMode.COLOR);
    return started(grabber, device, settings, true);
  }

  /** Closes a reader; what goes wrong in that is of no use to anybody. */
  static void close(FFmpegFrameGrabber grabber) {
    try {
      grabber.releaseUnsafe();
    } catch (FrameGrabber.Exception e) {
      // Closed as far as it could be.
    }
  }

  private static FFmpegFrameGrabber started(
      FFmpegFrameGrabber grabber,
      CameraSpec.Device device,
      PictureSettings settings,
      boolean findStreams)
      throws CameraException {
    int code = start(grabber, findStreams, settings.limits().openTurn());
    if (code != 0) {
      throw new CameraException(CameraTrouble.opening(device, code));
    }
    return grabber;
  }

  private static FFmpegFrameGrabber grabber(CameraSpec spec) {
    Natives.load();
    if (spec instanceof CameraSpec.VideoFile video) {
      // Without it a file's name that holds a colon is taken for a protocol.
      return new FFmpegFrameGrabber("file:" + video.file().toAbsolutePath());
    }
    if (spec instanceof CameraSpec.Stream stream) {
      return new FFmpegFrameGrabber(stream.address());
    }
    if (spec instanceof CameraSpec.Device device) {
      return new FFmpegFrameGrabber(device.path());
    }
    throw new IllegalArgumentException("No video: " + spec);
  }

  private static FFmpegFrameGrabber device(CameraSpec.Device device, PictureSettings settings) {
    FFmpegFrameGrabber grabber = grabber(device);
    if (Platform.WINDOWS) {
      grabber.setFormat(device.path().startsWith("video=") ? "dshow" : "vfwcap");
    } else {
      grabber.setFormat(Platform.MAC ? "avfoundation" : "v4l2");
    }
    settings
        .size()
        .ifPresent(
            size -> {
              grabber.setImageWidth(size.width());
              grabber.setImageHeight(size.height());
            });
    return grabber;
  }

  private static void network(FFmpegFrameGrabber grabber, String address, CameraLimits limits) {
    String protocol = address.substring(0, address.indexOf(':')).toLowerCase(Locale.ROOT);
    String micros = Long.toString(TimeUnit.MILLISECONDS.toMicros(limits.readTimeout().toMillis()));
    grabber.setOption("rw_timeout", micros);
    if (protocol.startsWith("rtsp")) {
      grabber.setOption("rtsp_transport", "tcp");
    }
    if (!protocol.equals("udp") && !protocol.equals("rtp") && !protocol.startsWith("rtmp")) {
      grabber.setOption("timeout", micros);
    }
    // One frame tells the size; waiting to learn the rate costs seconds, and nobody asks for it.
    grabber.setOption("fpsprobesize", "0");
  }

  /** Threads that each decode a frame of their own would keep as many frames waiting. */
  private static void sliceThreads(FFmpegFrameGrabber grabber) {
    grabber.setVideoOption("thread_type", "slice");
  }

  /** Starts the reader; 0, or FFmpeg's number for what went wrong. */
  private static int start(FFmpegFrameGrabber grabber, boolean findStreams, Duration patience) {
    boolean mine = lock(patience);
    try {
      grabber.startUnsafe(findStreams);
      return 0;
    } catch (FrameGrabber.Exception e) {
      close(grabber);
      int code = CameraTrouble.code(e);
      return code == 0 ? avutil.AVERROR_INVALIDDATA() : code;
    } finally {
      if (mine) {
        ONE_AFTER_ANOTHER.unlock();
      }
    }
  }

  private static boolean lock(Duration patience) {
    try {
      return ONE_AFTER_ANOTHER.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

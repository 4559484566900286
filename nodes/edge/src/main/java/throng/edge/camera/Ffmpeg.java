package throng.edge.camera;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import throng.streams.camera.CameraException;

/** Opens FFmpeg's readers. */
final class Ffmpeg {
  /**
   * For a USB hub's and the processor's sake: FFmpeg itself can open several at once, and a network
   * camera that is away is to keep no other waiting.
   */
  private static final OpeningTurn TURNS = new OpeningTurn();

  /** For what is waited for without a limit of FFmpeg's: a disk, a camera's driver. */
  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  /** FFmpeg's time-outs are 32 bits of microseconds. */
  private static final long LONGEST_MILLIS = Integer.MAX_VALUE / 1000;

  private Ffmpeg() {}

  /** A reader of a file or stream, started. */
  static VideoInput open(CameraSpec spec, PictureSettings settings) throws CameraException {
    if (spec instanceof CameraSpec.Stream stream) {
      CameraLimits limits = settings.limits();
      Map<String, String> options = network(stream.address(), limits);
      return opened(spec, settings, stream.address(), null, options, true);
    }
    if (spec instanceof CameraSpec.VideoFile video) {
      // Without it a file's name that holds a colon is taken for a protocol.
      String address = "file:" + video.file().toAbsolutePath();
      return opened(spec, settings, address, null, Map.of(), true);
    }
    throw new IllegalArgumentException("No video: " + spec);
  }

  /** A camera that sends JPEG by itself; fails where it has none. */
  static VideoInput openMjpegDevice(CameraSpec.Device device, PictureSettings settings)
      throws CameraException {
    Map<String, String> options = size(settings);
    options.put("input_format", "mjpeg");
    return opened(device, settings, device.path(), format(device), options, false);
  }

  /** A camera in whatever format it has; under Linux its driver tells what that is. */
  static VideoInput openDevice(CameraSpec.Device device, PictureSettings settings)
      throws CameraException {
    return opened(device, settings, device.path(), format(device), size(settings), !Platform.LINUX);
  }

  /**
   * Has FFmpeg print a camera's formats.
   *
   * @throws FfmpegException always: with the number that says so, or why it could not
   */
  static void listFormats(String device) throws FfmpegException {
    Map<String, String> options = Map.of("list_formats", "all");
    VideoInput.open(
            new VideoInput.Request(device, "v4l2", options, FOR_EVER, Long.MAX_VALUE, false))
        .close();
  }

  private static String format(CameraSpec.Device device) {
    if (Platform.WINDOWS) {
      return device.path().startsWith("video=") ? "dshow" : "vfwcap";
    }
    return Platform.MAC ? "avfoundation" : "v4l2";
  }

  private static Map<String, String> size(PictureSettings settings) {
    Map<String, String> options = new HashMap<>();
    settings.size().ifPresent(size -> options.put("video_size", size.toString()));
    return options;
  }

  private static Map<String, String> network(String address, CameraLimits limits) {
    Map<String, String> options = new HashMap<>();
    String protocol = address.substring(0, address.indexOf(':')).toLowerCase(Locale.ROOT);
    long millis = Math.min(limits.readTimeout().toMillis(), LONGEST_MILLIS);
    String micros = Long.toString(TimeUnit.MILLISECONDS.toMicros(millis));
    options.put("rw_timeout", micros);
    if (protocol.startsWith("rtsp")) {
      options.put("rtsp_transport", "tcp");
    }
    if (!protocol.equals("udp") && !protocol.equals("rtp") && !protocol.startsWith("rtmp")) {
      options.put("timeout", micros);
    }
    // One frame tells the size; waiting to learn the rate costs seconds, and nobody asks for it.
    options.put("fpsprobesize", "0");
    return options;
  }

  private static VideoInput opened(
      CameraSpec spec,
      PictureSettings settings,
      String address,
      @Nullable String format,
      Map<String, String> options,
      boolean findStreams)
      throws CameraException {
    CameraLimits limits = settings.limits();
    boolean isRemote = spec instanceof CameraSpec.Stream;
    Object turn = isRemote ? new Object() : begin(spec, limits.openTurn());
    try {
      FfmpegMemory.allow(limits);
      return VideoInput.open(
          new VideoInput.Request(
              address,
              format,
              options,
              isRemote ? limits.readTimeout() : FOR_EVER,
              isRemote ? limits.maxFileBytes() : Long.MAX_VALUE,
              findStreams));
    } catch (FfmpegException e) {
      throw new CameraException(CameraTrouble.opening(spec, e.code()));
    } finally {
      TURNS.end(turn);
    }
  }

  private static Object begin(CameraSpec spec, Duration patience) throws CameraException {
    try {
      return TURNS.begin(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CameraException(spec.redacted() + " is no longer to be opened.", e);
    }
  }
}

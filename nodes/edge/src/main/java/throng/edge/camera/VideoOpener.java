package throng.edge.camera;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;

import java.util.Optional;
import java.util.regex.Pattern;
import throng.streams.camera.Camera;
import throng.streams.camera.CameraException;
import throng.streams.camera.CameraOpener;

/** Opens a camera, stream or video file; JPEG that comes as such is passed on as it is. */
final class VideoOpener implements CameraOpener {
  private static final Pattern HTTP = Pattern.compile("(?i)https?://");

  private final CameraSpec spec;
  private final PictureSettings settings;
  private final TurnNotice notice;
  private final Optional<LinuxDevice> linux;
  // The same for all openings: each would have a thread of its own for as long as it is reachable.
  private volatile Optional<CameraHttp> http = Optional.empty();

  VideoOpener(CameraSpec spec, PictureSettings settings) {
    this.spec = spec;
    this.settings = settings;
    this.notice = new TurnNotice(spec, settings);
    this.linux =
        Platform.LINUX && spec instanceof CameraSpec.Device device
            ? Optional.of(new LinuxDevice(device, settings))
            : Optional.empty();
  }

  @Override
  public Camera open() throws CameraException {
    if (spec instanceof CameraSpec.Device device) {
      return openDevice(device);
    }
    Optional<HttpCamera> asked = byHttp();
    if (asked.isPresent()) {
      return asked.get();
    }
    VideoInput input = Ffmpeg.open(spec, settings);
    if (!isMjpeg(input)) {
      return new DecodedCamera(input, spec, settings);
    }
    MjpegCamera camera = new MjpegCamera(input, spec, settings, notice);
    if (!camera.holdsFields()) {
      return camera;
    }
    // Interlaced: each JPEG is every second line. FFmpeg's decoder puts them together.
    camera.close();
    return new DecodedCamera(Ffmpeg.open(spec, settings), spec, settings);
  }

  private Optional<HttpCamera> byHttp() throws CameraException {
    if (!(spec instanceof CameraSpec.Stream stream)
        || !HTTP.matcher(stream.address()).lookingAt()) {
      return Optional.empty();
    }
    if (http.isEmpty()) {
      http =
          HttpTarget.of(stream.address())
              .map(target -> new CameraHttp(target, settings.limits().readTimeout()));
    }
    return http.isEmpty()
        ? Optional.empty()
        : HttpCamera.open(stream, http.get(), settings, notice);
  }

  private Camera openDevice(CameraSpec.Device device) throws CameraException {
    Packets input = linux.isPresent() ? linux.get().open() : Ffmpeg.openDevice(device, settings);
    return isMjpeg(input)
        ? new MjpegCamera(input, spec, settings, notice)
        : new DecodedCamera(input, spec, settings);
  }

  private boolean isMjpeg(Packets input) throws CameraException {
    try {
      return new VideoStream(input, spec).codecId() == AV_CODEC_ID_MJPEG;
    } catch (CameraException e) {
      input.close();
      throw e;
    }
  }
}

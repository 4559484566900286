package throng.edge.camera;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import throng.streams.camera.Camera;
import throng.streams.camera.CameraException;
import throng.streams.camera.CameraOpener;

/** Opens a camera, stream or video file; JPEG that comes as such is passed on as it is. */
final class VideoOpener implements CameraOpener {
  private final CameraSpec spec;
  private final PictureSettings settings;
  private final TurnNotice notice;

  VideoOpener(CameraSpec spec, PictureSettings settings) {
    this.spec = spec;
    this.settings = settings;
    this.notice = new TurnNotice(spec, settings);
  }

  @Override
  public Camera open() throws CameraException {
    if (spec instanceof CameraSpec.Device device) {
      return openDevice(device);
    }
    if (spec instanceof CameraSpec.Stream stream && stream.address().matches("(?i)https?://.*")) {
      Optional<HttpCamera> camera = HttpCamera.open(stream, settings, notice);
      if (camera.isPresent()) {
        return camera.get();
      }
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

  private Camera openDevice(CameraSpec.Device device) throws CameraException {
    if (Platform.LINUX) {
      VideoInput input = mjpeg(device);
      if (input != null) {
        return new MjpegCamera(input, spec, settings, notice);
      }
    }
    VideoInput input = Ffmpeg.openDevice(device, settings);
    return isMjpeg(input)
        ? new MjpegCamera(input, spec, settings, notice)
        : new DecodedCamera(input, spec, settings);
  }

  private @Nullable VideoInput mjpeg(CameraSpec.Device device) {
    try {
      VideoInput input = Ffmpeg.openMjpegDevice(device, settings);
      if (isMjpeg(input)) {
        return input;
      }
      input.close();
    } catch (CameraException e) {
      // Opened below without asking for JPEG; if it is another trouble, it comes up there again.
    }
    return null;
  }

  private boolean isMjpeg(VideoInput input) throws CameraException {
    try {
      return new VideoStream(input, spec).codecId() == AV_CODEC_ID_MJPEG;
    } catch (CameraException e) {
      input.close();
      throw e;
    }
  }
}

package throng.edge.camera;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;

import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.jspecify.annotations.Nullable;
import throng.streams.camera.Camera;
import throng.streams.camera.CameraException;
import throng.streams.camera.CameraOpener;

/** Opens a camera, stream or video file; JPEG that comes as such is passed on as it is. */
final class VideoOpener implements CameraOpener {
  private final CameraSpec spec;
  private final PictureSettings settings;

  VideoOpener(CameraSpec spec, PictureSettings settings) {
    this.spec = spec;
    this.settings = settings;
  }

  @Override
  public Camera open() throws CameraException {
    if (spec instanceof CameraSpec.Device device) {
      return openDevice(device);
    }
    FFmpegFrameGrabber grabber = Ffmpeg.open(spec, settings);
    if (grabber.getVideoCodec() != AV_CODEC_ID_MJPEG) {
      return new DecodedCamera(grabber, spec, settings);
    }
    MjpegCamera camera = new MjpegCamera(grabber, spec, settings);
    if (!camera.holdsFields()) {
      return camera;
    }
    // Interlaced: each JPEG is every second line. FFmpeg's decoder puts them together.
    camera.close();
    return new DecodedCamera(Ffmpeg.open(spec, settings), spec, settings);
  }

  private Camera openDevice(CameraSpec.Device device) throws CameraException {
    if (Platform.LINUX) {
      FFmpegFrameGrabber grabber = mjpeg(device);
      if (grabber != null) {
        return new MjpegCamera(grabber, spec, settings);
      }
    }
    FFmpegFrameGrabber grabber = Ffmpeg.openDevice(device, settings);
    return grabber.getVideoCodec() == AV_CODEC_ID_MJPEG
        ? new MjpegCamera(grabber, spec, settings)
        : new DecodedCamera(grabber, spec, settings);
  }

  private @Nullable FFmpegFrameGrabber mjpeg(CameraSpec.Device device) {
    try {
      FFmpegFrameGrabber grabber = Ffmpeg.openMjpegDevice(device, settings);
      if (grabber.getVideoCodec() == AV_CODEC_ID_MJPEG) {
        return grabber;
      }
      Ffmpeg.close(grabber);
    } catch (CameraException e) {
      // Opened below without asking for JPEG; if it is another trouble, it comes up there again.
    }
    return null;
  }
}

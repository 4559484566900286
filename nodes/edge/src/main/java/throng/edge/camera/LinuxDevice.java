package throng.edge.camera;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import throng.streams.camera.CameraException;

/**
 * A camera of this machine under Linux, in its own JPEG where it has that. A driver serves one
 * reader: the camera is opened again only once it is closed. Any thread.
 */
final class LinuxDevice {
  private final CameraSpec.Device device;
  private final PictureSettings settings;
  private final Semaphore free = new Semaphore(1);

  LinuxDevice(CameraSpec.Device device, PictureSettings settings) {
    this.device = device;
    this.settings = settings;
  }

  /** Waits until it is closed, for no longer than another camera's opening is waited for. */
  Packets open() throws CameraException {
    await();
    VideoInput input = null;
    try {
      input = mjpeg();
      if (input == null) {
        input = Ffmpeg.openDevice(device, settings);
      }
      return new DeviceInput(input, device.path(), settings.live(), free::release);
    } finally {
      if (input == null) {
        free.release();
      }
    }
  }

  private void await() throws CameraException {
    try {
      long patience = settings.limits().openTurn().toMillis();
      if (free.tryAcquire(patience, TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new CameraException(DeviceTrouble.hung(device.path()));
  }

  private @Nullable VideoInput mjpeg() {
    try {
      VideoInput input = Ffmpeg.openMjpegDevice(device, settings);
      if (input.codecId() == AV_CODEC_ID_MJPEG) {
        return input;
      }
      input.close();
    } catch (CameraException e) {
      // Opened without asking for JPEG then; if it is another trouble, it comes up there again.
    }
    return null;
  }
}

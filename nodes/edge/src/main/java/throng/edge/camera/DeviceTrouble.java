package throng.edge.camera;

import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EACCES;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EINVAL;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_ENODEV;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_ENOENT;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_ENOMEM;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_ENXIO;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EPERM;

import java.nio.file.Files;
import java.nio.file.Path;

/** Says what is wrong with a camera of this machine, and what to do. */
final class DeviceTrouble {
  private static final int BUSY = -16;

  /** A device that knows no inputs for pictures, in Linux's numbers. */
  private static final int NOT_A_CAMERA = -25;

  private DeviceTrouble() {}

  /**
   * It cannot be opened.
   *
   * @param code FFmpeg's number
   */
  static String opening(String path, int code) {
    if (isAbsent(code)) {
      return "There is no camera "
          + path
          + "; plug it in, or look with `edge-node cameras` which there are.";
    }
    if (code == AVERROR_EACCES() || code == AVERROR_EPERM()) {
      return "This user may not open the camera "
          + path
          + "; add the user to the group video (sudo usermod -aG video $USER) and log in again.";
    }
    if (code == BUSY) {
      return "The camera "
          + path
          + " is used by another program; close that one (fuser -v "
          + path
          + " names it).";
    }
    if (isMetadata(path, code)) {
      return path
          + " is a metadata node, which has no pictures; `edge-node cameras` lists which are"
          + " cameras.";
    }
    if (Platform.LINUX && path.startsWith("/") && !Files.exists(Path.of(path))) {
      return opening(path, AVERROR_ENOENT());
    }
    if (code == AVERROR_ENOMEM()) {
      return "The driver of the camera "
          + path
          + " has no memory for its pictures; ask for smaller ones (--size 640x480), or close other"
          + " programs.";
    }
    return "The camera "
        + path
        + " cannot be opened"
        + CameraTrouble.why(code)
        + (code == AVERROR_EINVAL() || code == NOT_A_CAMERA
            ? "; a device that takes no pictures (metadata, an encoder) is no camera: `edge-node"
                + " cameras` lists those that are."
            : "; unplug it and plug it in again.");
  }

  /**
   * It was open, and can be read no more.
   *
   * @param code FFmpeg's number
   */
  static String reading(String path, int code) {
    return "The camera "
        + path
        + (isAbsent(code)
            ? " was unplugged; plug it in again."
            : " can be read no more"
                + CameraTrouble.why(code)
                + "; plug it into another port, and without a hub if it goes on.");
  }

  /** Its driver neither gives it back nor lets it be opened. */
  static String hung(String path) {
    return "The driver of the camera "
        + path
        + " hangs; unplug the camera and plug it in again, or restart this machine.";
  }

  /** Whether it is a node that a camera has beside the one for its pictures. */
  static boolean isMetadata(String path, int code) {
    return Platform.LINUX && code == NOT_A_CAMERA && !Files.isRegularFile(Path.of(path));
  }

  private static boolean isAbsent(int code) {
    return code == AVERROR_ENOENT() || code == AVERROR_ENODEV() || code == AVERROR_ENXIO();
  }
}

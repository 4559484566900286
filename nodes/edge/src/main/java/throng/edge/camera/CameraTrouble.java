package throng.edge.camera;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_FORBIDDEN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_UNAUTHORIZED;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EACCES;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EINVAL;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EIO;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_ENOMEM;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.bytedeco.javacpp.BytePointer;
import throng.streams.settings.Redaction;
import throng.streams.tcp.Descriptors;

/**
 * Says what is wrong with a source, and what to do, from the number with which FFmpeg failed.
 *
 * <p>FFmpeg's own messages are never used: they hold the address with its password.
 */
final class CameraTrouble {
  private static final int TOO_MANY_FILES = -24;

  /** The same conditions have other numbers on other systems; FFmpeg passes on the system's. */
  private static final int REFUSED = Platform.LINUX ? -111 : Platform.MAC ? -61 : -10061;

  private static final int TIMED_OUT = Platform.LINUX ? -110 : Platform.MAC ? -60 : -10060;
  private static final int NO_ROUTE = Platform.LINUX ? -113 : Platform.MAC ? -65 : -10065;
  private static final int NO_NETWORK = Platform.LINUX ? -101 : Platform.MAC ? -51 : -10051;

  private CameraTrouble() {}

  static String opening(CameraSpec spec, int code) {
    if (code == TOO_MANY_FILES) {
      String why =
          Descriptors.ofThisProcess()
              .usedUp()
              .orElse("too many files are open on this machine; fs.file-max bounds them.");
      return spec.redacted() + " cannot be opened: " + why;
    }
    if (spec instanceof CameraSpec.Device device) {
      return DeviceTrouble.opening(device.path(), code);
    }
    if (spec instanceof CameraSpec.Stream stream) {
      return advised(stream, stream(stream, code));
    }
    return spec.redacted()
        + " cannot be read as a video"
        + why(code)
        + "; check that it plays, and that it was copied whole.";
  }

  private static String advised(CameraSpec.Stream stream, String sentence) {
    return Redaction.isAmbiguous(stream.address())
        ? sentence + " All before the last @ was taken for user and password. " + Redaction.ADVICE
        : sentence;
  }

  /** A source that was open can be read no more. */
  static String reading(CameraSpec spec, int code) {
    if (spec instanceof CameraSpec.Device device) {
      return DeviceTrouble.reading(device.path(), code);
    }
    return spec.redacted()
        + " gives no more pictures"
        + why(code)
        + (spec instanceof CameraSpec.Stream
            ? "; the camera or the network stopped."
            : "; the disk failed.");
  }

  /** No picture has come although the source was waited for. */
  static String silent(CameraSpec spec, Duration patience) {
    return spec.redacted()
        + " gives no picture within "
        + patience.toMillis() / 1000.0
        + " s; "
        + (spec instanceof CameraSpec.Device
            ? "unplug the camera and plug it in again."
            : "restart the camera.");
  }

  /**
   * What an HTTP camera's answer other than 200 means.
   *
   * @param triedUser whether it was given a user and password
   */
  static String status(CameraSpec.Stream stream, int status, boolean triedUser) {
    return advised(stream, answered(stream, status, triedUser));
  }

  private static String answered(CameraSpec.Stream stream, int status, boolean triedUser) {
    String shown = stream.redacted();
    return switch (status) {
      case 401 -> unauthorized(stream, triedUser);
      case 403 -> shown + " forbids this user to see the picture; give the user that right.";
      case 404 ->
          Redaction.host(stream.address())
              + " answers, but knows no such path; check the path of "
              + shown
              + ".";
      case 301, 302, 303, 307, 308 ->
          shown
              + " answers with HTTP status "
              + status
              + ": it sends on to another host, or in a circle, which is not followed; give the"
              + " address of the stream itself.";
      default ->
          shown
              + " answers with HTTP status "
              + status
              + " instead of pictures; check the path, or restart the camera.";
    };
  }

  private static String unauthorized(CameraSpec.Stream stream, boolean triedUser) {
    String shown = stream.redacted();
    if (!triedUser) {
      return shown
          + " asks for a user and password; write protocol://user:password@host/…, where the camera"
          + " takes Digest or Basic.";
    }
    return shown
        + " refuses the user and password that are given; check them"
        + (stream.address().startsWith("rtsp")
            ? ", and that the camera takes Digest with MD5 or Basic: for RTSP, Digest with SHA-256"
                + " is not known here."
            : ".");
  }

  /** Nothing takes the connection. */
  static String unreachable(CameraSpec.Stream stream) {
    boolean isUnknown = isUnknown(Redaction.host(stream.address()));
    return advised(stream, isUnknown ? unknown(stream) : stream(stream, REFUSED));
  }

  /** It does not answer in time. */
  static String late(CameraSpec.Stream stream) {
    return advised(stream, stream(stream, TIMED_OUT));
  }

  private static String unknown(CameraSpec.Stream stream) {
    return "There is no host named "
        + Redaction.host(stream.address())
        + "; check the name of "
        + stream.redacted()
        + ".";
  }

  private static boolean namesUser(CameraSpec.Stream stream) {
    return HttpTarget.of(stream.address()).map(target -> target.user().isPresent()).orElse(true);
  }

  private static String stream(CameraSpec.Stream stream, int code) {
    String shown = stream.redacted();
    String host = Redaction.host(stream.address());
    if (code == AVERROR_HTTP_UNAUTHORIZED() || code == AVERROR_EACCES()) {
      return unauthorized(stream, namesUser(stream));
    }
    if (code == AVERROR_HTTP_FORBIDDEN()) {
      return answered(stream, 403, true);
    }
    if (code == AVERROR_HTTP_NOT_FOUND()) {
      return answered(stream, 404, true);
    }
    if (code == REFUSED) {
      return "Nothing listens at the port of "
          + shown
          + "; check the port, and that the camera's"
          + " stream is switched on.";
    }
    if (code == TIMED_OUT) {
      return shown + " does not answer in time; check the address, the network and the camera.";
    }
    if (code == NO_ROUTE || code == NO_NETWORK) {
      return "There is no way to " + host + " from this machine; check the network.";
    }
    if (code == Patience.SENT_ON) {
      return shown
          + " sends on to another host, or in a circle, which is not followed; give the address of"
          + " the stream itself.";
    }
    if (code == AVERROR_EIO() && isUnknown(host)) {
      return unknown(stream);
    }
    if (code == AVERROR_INVALIDDATA() || code == AVERROR_EINVAL()) {
      return shown + " answers, but not with a video or pictures that can be read; check the path.";
    }
    return shown + " cannot be opened" + why(code) + "; check the address and the camera.";
  }

  private static boolean isUnknown(String host) {
    try {
      return host.isEmpty() || InetAddress.getByName(host).getHostAddress().isEmpty();
    } catch (UnknownHostException e) {
      return true;
    }
  }

  /** The system's words for the number, in brackets. */
  static String why(int code) {
    if (code == 0) {
      return "";
    }
    if (code == Patience.TOO_MUCH || code == AVERROR_ENOMEM()) {
      return " (more at once than camera.max-file-bytes and max-file-pixels allow)";
    }
    try (BytePointer text = new BytePointer(256)) {
      av_strerror(code, text, text.capacity());
      return " (" + text.limit(BytePointer.strlen(text)).getString() + ")";
    }
  }
}

package throng.edge.camera;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import throng.streams.settings.Redaction;
import throng.streams.settings.SettingsException;

/** Reads a source as the user writes it. */
final class SourceText {
  private static final Pattern INDEX = Pattern.compile("\\d{1,4}");
  private static final Pattern ADDRESS =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+)://.*", Pattern.DOTALL);
  private static final Pattern DEVICE = Pattern.compile("/dev/(video\\d+|v4l/.+)|video=.+");
  private static final Set<String> PROTOCOLS =
      Set.of("rtsp", "rtsps", "http", "https", "rtmp", "rtmps", "tcp", "udp", "rtp", "srt");

  private SourceText() {}

  static CameraSpec parse(String source, Path workingFolder) {
    String text = source.strip();
    if (text.isEmpty()) {
      throw new SettingsException(
          "No source is given; name a camera (0), an address, a file, a folder or test.");
    }
    if (INDEX.matcher(text).matches()) {
      return new CameraSpec.Device(Platform.LINUX ? "/dev/video" + Integer.parseInt(text) : text);
    }
    if (text.equals("test") || text.startsWith("test:")) {
      return CrowdText.parse(text);
    }
    if (DEVICE.matcher(text).matches()) {
      return new CameraSpec.Device(text);
    }
    Matcher address = ADDRESS.matcher(text);
    return address.matches()
        ? address(text, address.group(1).toLowerCase(Locale.ROOT), workingFolder)
        : file(text, workingFolder);
  }

  private static CameraSpec address(String text, String protocol, Path workingFolder) {
    if (protocol.equals("file")) {
      return file(fileOf(text), workingFolder);
    }
    if (!PROTOCOLS.contains(protocol)) {
      throw new SettingsException(
          Redaction.of(text)
              + " starts with "
              + protocol
              + "://, which is not known here; known are rtsp, rtsps, http, https, rtmp, rtmps, tcp,"
              + " udp, rtp and srt.");
    }
    boolean listens = protocol.equals("udp") || protocol.equals("rtp") || protocol.equals("srt");
    if (Redaction.host(text).isEmpty() && !listens) {
      throw new SettingsException("The address " + Redaction.of(text) + " names no host.");
    }
    if (!Redaction.isReadable(text)) {
      throw new SettingsException(
          "The address "
              + Redaction.of(text)
              + " cannot be read: it is protocol://user:password@host:port/path. "
              + Redaction.ADVICE);
    }
    return new CameraSpec.Stream(text);
  }

  private static String fileOf(String address) {
    try {
      return Path.of(URI.create(address)).toString();
    } catch (IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
      throw new SettingsException(
          Redaction.of(address) + " is not a file's address; write file:///folder/name.");
    }
  }

  private static CameraSpec file(String text, Path workingFolder) {
    Path file = resolve(text, workingFolder);
    if (file == null || !Files.exists(file)) {
      if (PictureFiles.isGlob(text)) {
        return PictureFiles.matching(text, workingFolder);
      }
      if (text.indexOf('\\') >= 0 && File.separatorChar == '/') {
        throw new SettingsException(
            "There is no file or folder "
                + Redaction.of(text)
                + ": on this machine folders are parted by /, not by \\.");
      }
      throw new SettingsException(
          "There is no file or folder "
              + Redaction.of(file == null ? text : file.toString())
              + ". A source is a camera's number (0), a device (/dev/video0), an address (rtsp://…,"
              + " http://…), a video, a picture, a folder or glob of pictures, or test.");
    }
    if (!Files.isReadable(file)) {
      throw new SettingsException(file + " may not be read by this user.");
    }
    if (Files.isDirectory(file)) {
      return PictureFiles.inFolder(file);
    }
    return PictureFiles.isPicture(file)
        ? new CameraSpec.Pictures(file.toString(), List.of(file), List.of())
        : new CameraSpec.VideoFile(file);
  }

  private static @Nullable Path resolve(String text, Path workingFolder) {
    try {
      return workingFolder.resolve(text).normalize();
    } catch (InvalidPathException e) {
      return null;
    }
  }
}

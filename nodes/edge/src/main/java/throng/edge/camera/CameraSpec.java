package throng.edge.camera;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import throng.streams.frame.PixelSize;
import throng.streams.settings.Redaction;
import throng.streams.settings.SettingsException;

/** What a source's text names: a camera, a stream, a file, pictures, or the synthetic crowd. */
public sealed interface CameraSpec {
  /**
   * Reads a source as the user writes it: {@code 0}, {@code /dev/video0}, {@code rtsp://…}, {@code
   * http(s)://…}, a video file, a picture, a folder or glob of pictures, {@code test}.
   *
   * @param workingFolder what a relative path starts from
   * @throws SettingsException if there is no such file, no picture in the folder, or no such kind
   */
  static CameraSpec parse(String source, Path workingFolder) {
    return SourceText.parse(source, workingFolder);
  }

  /** The source as it may be shown: without passwords, tokens and other secrets. */
  String redacted();

  /** A name for the camera, fit for a {@link throng.streams.frame.CameraId}. */
  String name();

  /** What one would wonder about in its pictures, in words; empty: nothing. */
  default Optional<String> explanation() {
    return Optional.empty();
  }

  /** Whether its pictures come whether anybody reads them or not; its mode is then live. */
  default boolean isLive() {
    return false;
  }

  /** A camera of this machine. */
  record Device(String path) implements CameraSpec {
    @Override
    public String redacted() {
      return path;
    }

    @Override
    public String name() {
      return Naming.of(path.startsWith("/") ? path.substring(path.lastIndexOf('/') + 1) : path);
    }

    @Override
    public boolean isLive() {
      return true;
    }
  }

  /** A stream on the network; its address may hold a password and is never printed. */
  record Stream(String address) implements CameraSpec {
    @Override
    public String redacted() {
      return Redaction.of(address);
    }

    @Override
    public String name() {
      return Naming.of(Redaction.host(address));
    }

    @Override
    public boolean isLive() {
      return true;
    }

    @Override
    public String toString() {
      return "Stream[" + redacted() + "]";
    }
  }

  /** A video file. */
  record VideoFile(Path file) implements CameraSpec {
    @Override
    public String redacted() {
      return file.toString();
    }

    @Override
    public String name() {
      return Naming.ofFile(file);
    }
  }

  /**
   * Pictures, in the order in which they are sent; at least one.
   *
   * @param origin the file, folder or glob as the user wrote it
   * @param leftOut files of that folder, or that the glob matches, which are no pictures by name
   */
  record Pictures(String origin, List<Path> files, List<Path> leftOut) implements CameraSpec {
    public Pictures {
      leftOut = List.copyOf(leftOut);
      files = List.copyOf(files);
      if (files.isEmpty()) {
        throw new IllegalArgumentException("No pictures");
      }
    }

    @Override
    public String redacted() {
      return origin;
    }

    @Override
    public String name() {
      return Naming.ofFile(PictureFiles.isGlob(origin) ? parentOfFirst() : Path.of(origin));
    }

    /** The folder or picture that was named; empty: a glob was. */
    public Optional<Path> place() {
      return PictureFiles.isGlob(origin) ? Optional.empty() : Optional.of(Path.of(origin));
    }

    private Path parentOfFirst() {
      Path folder = files.get(0).toAbsolutePath().getParent();
      return folder == null ? files.get(0) : folder;
    }

    @Override
    public String toString() {
      return "Pictures[" + origin + ", " + files.size() + " files]";
    }
  }

  /**
   * The synthetic crowd.
   *
   * @param people how many there are on average
   * @param size of the picture
   * @param fps pictures a second of its time
   * @param seed the same seed gives the same crowd
   * @param frames after how many pictures it ends; empty: never, and it is a live camera
   */
  record Crowd(int people, PixelSize size, double fps, long seed, OptionalLong frames)
      implements CameraSpec {
    @Override
    public String redacted() {
      String rate = BigDecimal.valueOf(fps).stripTrailingZeros().toPlainString();
      return "test:people=%d,size=%s,fps=%s,seed=%d".formatted(people, size, rate, seed);
    }

    @Override
    public String name() {
      return "test";
    }

    @Override
    public Optional<String> explanation() {
      return Optional.of(
          "figures that walk in and out, %d of them in the picture on average; how many are in each picture is known"
              .formatted(people));
    }

    @Override
    public boolean isLive() {
      return frames.isEmpty();
    }
  }
}

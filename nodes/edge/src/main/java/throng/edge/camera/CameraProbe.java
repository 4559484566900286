package throng.edge.camera;

import java.io.PrintStream;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import throng.streams.camera.Camera;
import throng.streams.camera.CameraException;
import throng.streams.camera.Picture;
import throng.streams.frame.JpegHeader;

/** Opens one source and says what it gives: {@code edge-node probe SOURCE}. */
public final class CameraProbe {
  private static final long MEASURED_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final double NANOS = 1e9;

  private CameraProbe() {}

  /**
   * Prints codec, size, frames a second and whether it can be passed through, or what to do.
   *
   * @return the exit code: 0, or 1 if the source cannot be opened
   */
  public static int print(CameraSpec spec, PictureSettings settings, PrintStream out) {
    out.println(spec.redacted());
    try (Camera camera = Cameras.plain(spec, settings).open()) {
      Picture first = camera.read();
      if (first == null) {
        out.println("  It opens, but holds no picture; check that it was written whole.");
        return 1;
      }
      if (JpegHeader.of(first.jpeg()).isEmpty()) {
        out.println(
            "  The first picture cannot be read: it is no picture, whatever its name, or it is"
                + " larger than throng.edge-node.camera allows. Each such frame is UNDECODABLE.");
        return 1;
      }
      print(spec, settings, camera, first, out);
      return 0;
    } catch (CameraException e) {
      out.println("  " + e.getMessage());
      return 1;
    }
  }

  private static void print(
      CameraSpec spec, PictureSettings settings, Camera camera, Picture first, PrintStream out)
      throws CameraException {
    Nature nature = Nature.of(spec, camera, first);
    line(out, "codec", nature.codec());
    line(out, "size", first.width() + " x " + first.height());
    if (nature.fps() > 0) {
      line(out, "rate", number(nature.fps()) + " frames a second, as it declares");
    }
    if (spec.isLive()) {
      line(out, "measured", number(measure(camera)) + " frames a second");
    } else {
      OptionalLong total = Cameras.total(spec, settings);
      line(out, "pictures", total.isPresent() ? Long.toString(total.getAsLong()) : "unknown");
    }
    line(out, "sent", sent(nature, settings));
  }

  private static String sent(Nature nature, PictureSettings settings) {
    if (!nature.jpeg()) {
      return "encoded as JPEG of quality " + settings.quality();
    }
    return settings.asItComes()
        ? "passed through as it is, without decoding or encoding"
        : "decoded and encoded again, since another size or grey is asked for";
  }

  /** Frames a second over two seconds; a camera that stops meanwhile fails. */
  private static double measure(Camera camera) throws CameraException {
    long start = System.nanoTime();
    long frames = 0;
    while (System.nanoTime() - start < MEASURED_NANOS) {
      if (camera.read() == null) {
        break;
      }
      frames++;
    }
    return frames * NANOS / (System.nanoTime() - start);
  }

  private static void line(PrintStream out, String what, String value) {
    out.printf(Locale.ROOT, "  %-9s %s%n", what, value);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /**
   * What a source is made of.
   *
   * @param jpeg whether it comes as JPEG
   * @param fps as declared; 0 where it is not
   */
  private record Nature(String codec, boolean jpeg, double fps) {
    static Nature of(CameraSpec spec, Camera camera, Picture first) {
      if (camera instanceof Described described) {
        return new Nature(described.codec(), described.isJpeg(), described.fps());
      }
      if (spec instanceof CameraSpec.Crowd crowd) {
        return new Nature("drawn here", false, crowd.fps());
      }
      String name = first.name().toLowerCase(Locale.ROOT);
      boolean jpeg = name.endsWith(".jpg") || name.endsWith(".jpeg") || name.endsWith(".jpe");
      return new Nature(name.substring(name.lastIndexOf('.') + 1), jpeg, 0);
    }
  }
}

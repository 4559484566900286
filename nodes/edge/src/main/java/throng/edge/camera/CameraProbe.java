package throng.edge.camera;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import throng.streams.camera.Camera;
import throng.streams.camera.CameraException;
import throng.streams.camera.Picture;
import throng.streams.frame.JpegHeader;

/** Opens one source and says what it gives: {@code edge-node probe SOURCE}. */
public final class CameraProbe {
  private static final long MEASURED_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final double NANOS = 1e9;

  private final CameraSpec spec;
  private final PictureSettings settings;
  private final BoundedCalls calls;
  private final PrintStream out;

  private CameraProbe(
      CameraSpec spec, PictureSettings settings, BoundedCalls calls, PrintStream out) {
    this.spec = spec;
    this.settings = settings;
    this.calls = calls;
    this.out = out;
  }

  /**
   * Prints codec, size, frames a second and whether it can be passed through, or what to do. A
   * source that gives nothing is waited for as long as a network camera may be silent.
   *
   * @return the exit code: 0, or 1 if the source cannot be opened
   */
  public static int print(CameraSpec spec, PictureSettings settings, PrintStream out) {
    out.println(spec.redacted());
    try (BoundedCalls calls = new BoundedCalls(settings.limits().readTimeout())) {
      return new CameraProbe(spec, settings, calls, out).run();
    } catch (CameraException e) {
      out.println("  " + e.getMessage());
      return 1;
    }
  }

  private int run() throws CameraException {
    Camera camera = bounded(Cameras.plain(spec, settings)::open);
    try {
      Optional<Picture> first = next(camera);
      if (first.isEmpty()) {
        out.println("  It opens, but holds no picture; check that it was written whole.");
        return 1;
      }
      if (JpegHeader.of(first.get().jpeg()).isEmpty()) {
        out.println(
            "  The first picture cannot be read: it is no picture, whatever its name, or it is"
                + " larger than throng.edge-node.camera allows. Each such frame is UNDECODABLE.");
        return 1;
      }
      print(camera, first.get());
      return 0;
    } finally {
      close(camera);
    }
  }

  private void close(Camera camera) {
    try {
      calls.call(
          () -> {
            camera.close();
            return true;
          });
    } catch (TimeoutException | ExecutionException e) {
      // What was found is said already; a driver that hangs now holds up nobody else.
    }
  }

  private <T> T bounded(Callable<T> call) throws CameraException {
    try {
      return calls.call(call);
    } catch (TimeoutException e) {
      throw new CameraException(CameraTrouble.silent(spec, settings.limits().readTimeout()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CameraException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private void print(Camera camera, Picture first) throws CameraException {
    Nature nature = Nature.of(spec, camera, first);
    line("codec", nature.codec());
    line("size", first.width() + " x " + first.height());
    if (nature.fps() > 0) {
      line("rate", number(nature.fps()) + " frames a second, as it declares");
    }
    if (spec.isLive()) {
      line("measured", number(measure(camera)) + " frames a second");
    } else {
      OptionalLong total = Cameras.total(spec, settings);
      line("pictures", total.isPresent() ? Long.toString(total.getAsLong()) : "unknown");
    }
    line("sent", sent(nature));
  }

  private String sent(Nature nature) {
    if (!nature.jpeg()) {
      return "encoded as JPEG of quality " + settings.quality();
    }
    return settings.asItComes()
        ? "passed through as it is, without decoding or encoding"
        : "decoded and encoded again, since another size or grey is asked for";
  }

  /**
   * Frames a second over two seconds; a camera that stops meanwhile fails. What had waited in the
   * camera's driver until now does not count.
   */
  private double measure(Camera camera) throws CameraException {
    Optional<Picture> last = next(camera);
    bounded(camera::tooFast);
    long start = last.map(Picture::capturedNanos).orElse(0L);
    long frames = 0;
    long nanos = 0;
    while (last.isPresent() && nanos < MEASURED_NANOS) {
      last = next(camera);
      if (last.isPresent()) {
        frames += 1 + bounded(camera::tooFast);
        nanos = last.get().capturedNanos() - start;
      }
    }
    return frames * NANOS / Math.max(1, nanos);
  }

  private Optional<Picture> next(Camera camera) throws CameraException {
    return bounded(() -> Optional.ofNullable(camera.read()));
  }

  private void line(String what, String value) {
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

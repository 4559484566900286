package throng.edge.camera;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import throng.streams.camera.CameraException;
import throng.streams.camera.Picture;
import throng.streams.log.Reason;

/**
 * A network camera that sends pictures by HTTP: in parts, bare, or one for each time it is asked.
 *
 * <p>A camera whose answer is one picture is asked again and again, at the rate that is set.
 */
final class HttpCamera implements Described {
  private static final int OK = 200;

  /** A GIF may be a film, and is read as one. */
  private static final Set<String> STILLS =
      Set.of("image/png", "image/webp", "image/bmp", "image/x-ms-bmp", "image/tiff");

  private static final double NANOS = 1e9;

  private final CameraSpec.Stream spec;
  private final CameraHttp http;
  private final CameraLimits limits;
  private final PicturePlace place;
  private final JpegPassage passage;
  private final PictureMemory.Share memory = PictureMemory.OF_PROCESS.share();
  private final long pollNanos;
  private volatile HttpStream stream;
  private volatile boolean pausing;
  private final boolean isPicture;
  private final boolean isStill;
  private boolean polled;
  private long came;
  private volatile long asked = System.nanoTime();

  private HttpCamera(
      CameraSpec.Stream spec,
      CameraHttp http,
      HttpResponse<HttpBody> answer,
      PictureSettings settings,
      TurnNotice notice) {
    this.spec = spec;
    this.http = http;
    this.limits = settings.limits();
    this.place = new PicturePlace(spec, settings, 0);
    this.passage = new JpegPassage(settings, notice);
    this.pollNanos = (long) (NANOS / settings.fps().orElse(limits.stillsPerSecond()));
    this.isPicture = type(answer).startsWith("image/");
    this.isStill = isPicture && answer.headers().firstValue("Content-Length").isPresent();
    this.stream = stream(answer.body());
  }

  /**
   * Asks the camera, perhaps again; empty if it answers with what is better left to FFmpeg, a video
   * for example.
   *
   * @throws CameraException if it does not answer, or refuses
   */
  static Optional<HttpCamera> open(
      CameraSpec.Stream spec, CameraHttp http, PictureSettings settings, TurnNotice notice)
      throws CameraException {
    try {
      HttpResponse<HttpBody> answer = http.get();
      if (answer.statusCode() == OK && !holdsPictures(answer)) {
        answer.body().close();
        return Optional.empty();
      }
      accept(spec, http, answer);
      return Optional.of(new HttpCamera(spec, http, answer, settings, notice));
    } catch (ConnectException | HttpTimeoutException e) {
      throw trouble(spec, e);
    } catch (IOException e) {
      // No HTTP as it is written: FFmpeg takes more, or says what is wrong.
      return Optional.empty();
    }
  }

  private static boolean holdsPictures(HttpResponse<?> answer) {
    String type = type(answer);
    return type.startsWith("multipart/")
        || STILLS.contains(type.replaceFirst("\\s*;.*", ""))
        || type.startsWith("image/jp")
        || type.startsWith("image/pjpeg")
        || type.contains("mjpeg")
        || type.contains("motion-jpeg");
  }

  private static String type(HttpResponse<?> answer) {
    String type = answer.headers().firstValue("Content-Type").orElse("");
    return type.strip().toLowerCase(Locale.ROOT);
  }

  private static void accept(CameraSpec.Stream spec, CameraHttp http, HttpResponse<HttpBody> answer)
      throws CameraException {
    if (answer.statusCode() != OK) {
      answer.body().close();
      throw new CameraException(
          CameraTrouble.status(spec, answer.statusCode(), http.hasTriedUser()));
    }
  }

  private static CameraException trouble(CameraSpec.Stream spec, IOException why) {
    return new CameraException(
        why instanceof ConnectException && !(why instanceof HttpTimeoutException)
            ? CameraTrouble.unreachable(spec)
            : CameraTrouble.late(spec));
  }

  private HttpStream stream(HttpBody body) {
    return new HttpStream(body, memory.most(limits.maxFileBytes()), limits.readTimeout());
  }

  @Override
  public @Nullable Picture read() throws CameraException {
    try {
      while (true) {
        byte[] bytes = next();
        Exposure exposure = Exposure.now();
        if (polled || place.isTaken(OptionalDouble.empty(), exposure)) {
          return passage.picture(bytes, StillDisplay.of(bytes), exposure, OptionalDouble.empty());
        }
      }
    } catch (HttpTimeoutException e) {
      throw trouble(spec, e);
    } catch (IOException e) {
      throw new CameraException(
          spec.redacted()
              + " gives no more pictures ("
              + Reason.of(e)
              + "); the camera or the network stopped.");
    }
  }

  private byte[] next() throws IOException, CameraException {
    byte[] jpeg =
        polled ? still() : isStill ? whole() : isPicture ? stream.nextOrPart() : stream.next();
    polled |= isStill;
    if (jpeg == null && came == 1 && isPicture) {
      // An answer of one picture, whose length was not said.
      polled = true;
      jpeg = still();
    }
    if (jpeg == null) {
      throw new CameraException(
          spec.redacted()
              + (polled
                  ? " answers without a picture; check the path."
                  : " ended; the camera closed its stream."));
    }
    came++;
    return jpeg;
  }

  private byte @Nullable [] still() throws IOException, CameraException {
    stream.close();
    pausing = true;
    long left = asked + pollNanos - System.nanoTime();
    while (left > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(left);
      left = asked + pollNanos - System.nanoTime();
    }
    asked = System.nanoTime();
    pausing = false;
    HttpResponse<HttpBody> answer = http.get();
    accept(spec, http, answer);
    stream = stream(answer.body());
    return whole();
  }

  /** What has come of a picture that is broken off is a broken picture, whose row says so. */
  private byte @Nullable [] whole() throws IOException {
    byte[] jpeg = stream.nextOrPart();
    // The connection is kept for the next one only when all has been read, and there is no more of
    // it than one picture.
    try {
      if (stream.next() != null) {
        stream.close();
      }
    } catch (BrokenOffException shorterThanSaid) {
      stream.close();
    }
    return jpeg;
  }

  @Override
  public long tooFast() {
    return place.tooFast();
  }

  @Override
  public long quietNanos() {
    // The stream of before is closed by then: its silence is the pause.
    return pausing ? 0 : Math.min(stream.quietNanos(), System.nanoTime() - asked);
  }

  @Override
  public String codec() {
    return "mjpeg";
  }

  @Override
  public boolean isJpeg() {
    return true;
  }

  @Override
  public double fps() {
    return 0;
  }

  @Override
  public void close() {
    stream.close();
    passage.close();
    memory.close();
  }
}

package throng.gpu.web.live;

import akka.actor.Cancellable;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import throng.actors.counts.Counted;
import throng.gpu.web.access.Principal;
import throng.streams.frame.CameraId;

/** A camera's counted pictures as one stream of JPEGs, the newest each time. */
final class Mjpeg {
  static final String BOUNDARY = "throng-picture";

  private static final long AGAIN_NANOS = Duration.ofSeconds(3).toNanos();
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final CameraId camera;
  private final LiveCounts counts;
  private final Supplier<Optional<Principal>> who;
  private final Bandwidth bandwidth;

  Mjpeg(
      CameraId camera, LiveCounts counts, Supplier<Optional<Principal>> who, Bandwidth bandwidth) {
    this.camera = camera;
    this.counts = counts;
    this.who = who;
    this.bandwidth = bandwidth;
  }

  /**
   * Parts, each with its picture.
   *
   * <p><b>Emits when</b> there is a newer picture, at most at that rate; else the same one every 3
   * s, as long as it may be taken for the present one
   *
   * <p><b>Backpressures when</b> never: a slow reader misses pictures
   *
   * <p><b>Completes when</b> its user may not see the camera any more, within a second also where
   * nothing is taken
   *
   * <p><b>Cancels when</b> downstream cancels
   *
   * <p><b>Fails when</b> never
   */
  Source<ByteString, Cancellable> source(double perSecond) {
    Duration interval = Duration.ofNanos((long) (SECOND.toNanos() / perSecond));
    return Source.tick(Duration.ZERO, interval, BOUNDARY)
        .takeWhile(tick -> isSeen())
        .via(new WhileAllowed<String>(this::isSeen))
        .statefulMapConcat(
            () -> {
              Newest newest = new Newest();
              return tick -> newest.next(System.nanoTime());
            });
  }

  private boolean isSeen() {
    return who.get().filter(it -> it.sees(camera)).isPresent();
  }

  private final class Newest {
    private @Nullable Counted last;
    private long sentNanos;

    List<ByteString> next(long now) {
      Optional<Counted> counted = counts.present(camera);
      boolean isDue =
          counted.isPresent()
              && (counted.get() != last || now - sentNanos >= AGAIN_NANOS)
              && bandwidth.take(counted.get().frame().jpeg().size());
      if (!isDue) {
        return List.of();
      }
      last = counted.get();
      sentNanos = now;
      return List.of(part(counted.get().frame().jpeg()));
    }
  }

  private static ByteString part(ByteString jpeg) {
    String head =
        "--%s\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n"
            .formatted(BOUNDARY, jpeg.size());
    return ByteString.fromString(head).concat(jpeg).concat(ByteString.fromString("\r\n"));
  }
}

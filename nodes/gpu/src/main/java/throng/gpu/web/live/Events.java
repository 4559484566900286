package throng.gpu.web.live;

import akka.actor.Cancellable;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import throng.gpu.web.access.Principal;

/** The state of all cameras as server-sent events, one each second. */
final class Events {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private Events() {}

  /**
   * The events.
   *
   * <p><b>Emits when</b> a second is over
   *
   * <p><b>Backpressures when</b> never: a slow reader misses seconds
   *
   * <p><b>Completes when</b> its user may not look any more, within a second also where nothing is
   * taken
   *
   * <p><b>Cancels when</b> downstream cancels
   *
   * <p><b>Fails when</b> never
   */
  static Source<ByteString, Cancellable> of(LiveCounts counts, Supplier<Optional<Principal>> who) {
    return Source.tick(Duration.ZERO, SECOND, "")
        .map(tick -> who.get())
        .takeWhile(Optional::isPresent)
        .map(it -> counts.update(it.orElseThrow()).event())
        .via(new WhileAllowed<ByteString>(() -> who.get().isPresent()));
  }
}

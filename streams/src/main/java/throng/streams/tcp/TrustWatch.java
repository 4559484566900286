package throng.streams.tcp;

import akka.NotUsed;
import akka.actor.Cancellable;
import akka.actor.ClassicActorSystemProvider;
import akka.stream.javadsl.Flow;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import throng.streams.flow.LinkEvent;
import throng.streams.frame.JpegFrame;

/** Has a connection left in good order that would not be made as it is any more. */
final class TrustWatch {
  private static final Duration EVERY = Duration.ofMillis(500);

  private TrustWatch() {}

  /**
   * The connection, watched while it lasts.
   *
   * @param why it would not be made as it is, in a sentence; empty: it would
   * @param leave completed with the sentence
   */
  static Flow<JpegFrame, LinkEvent, NotUsed> over(
      Flow<JpegFrame, LinkEvent, NotUsed> connection,
      ClassicActorSystemProvider provider,
      Supplier<Optional<String>> why,
      CompletableFuture<String> leave) {
    return connection.watchTermination(
        (ignored, done) -> {
          var system = provider.classicSystem();
          Cancellable look =
              system
                  .scheduler()
                  .scheduleWithFixedDelay(
                      EVERY,
                      EVERY,
                      () -> why.get().ifPresent(leave::complete),
                      system.dispatcher());
          var unused = done.whenComplete((end, failure) -> look.cancel());
          return NotUsed.getInstance();
        });
  }
}

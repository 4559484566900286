package throng.streams.legacy.counter;

import akka.NotUsed;
import akka.japi.pf.PFBuilder;
import akka.stream.Attributes;
import akka.stream.Graph;
import akka.stream.SourceShape;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import throng.streams.legacy.LegacyException;

/** Ends a connection that breaks its protocol with a close in place of a reset. */
final class QuietEnd {
  private QuietEnd() {}

  static Flow<ByteString, ByteString, NotUsed> of(
      Flow<ByteString, ByteString, NotUsed> connection) {
    // A failure that reaches the connection as the reason of a cancellation resets it, too.
    return Flow.of(ByteString.class)
        .map(bytes -> bytes)
        .addAttributes(
            Attributes.none()
                .and(
                    new Attributes.CancellationStrategy(
                        Attributes.cancellationStrategyCompleteState())))
        .via(connection)
        .recoverWithRetries(
            1,
            new PFBuilder<Throwable, Graph<SourceShape<ByteString>, NotUsed>>()
                .match(LegacyException.class, broken -> Source.empty())
                .build());
  }
}

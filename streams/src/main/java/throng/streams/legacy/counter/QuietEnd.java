package throng.streams.legacy.counter;

import akka.NotUsed;
import akka.japi.pf.PFBuilder;
import akka.stream.Graph;
import akka.stream.SourceShape;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import java.time.Duration;
import throng.streams.legacy.LegacyException;

/**
 * Ends a connection that breaks its protocol with a close in place of a reset; not one that does
 * not read, whose socket would stay open for what it has still to write.
 */
final class QuietEnd {
  private QuietEnd() {}

  /**
   * The same connection.
   *
   * @param linger how long what still comes is thrown away after the end
   * @param most how many bytes of it
   */
  static Flow<ByteString, ByteString, NotUsed> of(
      Flow<ByteString, ByteString, NotUsed> connection, Duration linger, long most) {
    return Flow.of(ByteString.class)
        .via(new Lingering(linger, most))
        .via(connection)
        .recoverWithRetries(
            1,
            new PFBuilder<Throwable, Graph<SourceShape<ByteString>, NotUsed>>()
                .match(
                    LegacyException.class,
                    broken -> broken.reason() != LegacyException.Reason.UNREAD,
                    broken -> Source.empty())
                .build());
  }
}

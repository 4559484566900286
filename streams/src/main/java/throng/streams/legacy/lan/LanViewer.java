package throng.streams.legacy.lan;

import akka.NotUsed;
import akka.stream.ThrottleMode;
import akka.stream.javadsl.BidiFlow;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import java.time.Duration;
import java.util.Optional;

/** A viewer's end of a LAN camera's connection. */
public final class LanViewer {
  private LanViewer() {}

  /**
   * Commands to bytes, bytes to messages.
   *
   * <p><b>Emits when</b> a command may go, or a message came whole
   *
   * <p><b>Backpressures</b> commands that follow one another within {@code commandGap}
   *
   * <p><b>Completes when</b> the commands do, and the messages do
   *
   * <p><b>Cancels when</b> the messages are cancelled
   *
   * <p><b>Fails when</b> the edge breaks the protocol or hangs up within a message, with a {@link
   * throng.streams.legacy.LegacyException}
   *
   * @param maxPictureBytes the largest picture that is read, below 1 GiB
   * @param commandGap the least time between two commands: an edge of 2024 takes what it reads at
   *     once as a single command
   */
  public static BidiFlow<LanCommand, ByteString, ByteString, LanMessage, NotUsed> create(
      int maxPictureBytes, Duration commandGap) {
    return BidiFlow.fromFlows(
        Flow.of(LanCommand.class)
            .throttle(1, commandGap, 1, ThrottleMode.shaping())
            .map(LanCommand::bytes),
        Flow.of(ByteString.class)
            .map(Optional::of)
            .concat(Source.single(Optional.<ByteString>empty()))
            .statefulMapConcat(() -> new LanMessageReader(maxPictureBytes)::read));
  }
}

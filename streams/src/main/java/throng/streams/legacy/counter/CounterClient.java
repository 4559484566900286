package throng.streams.legacy.counter;

import akka.NotUsed;
import akka.stream.javadsl.BidiFlow;
import akka.util.ByteString;
import throng.streams.flow.LinkEvent;
import throng.streams.frame.JpegFrame;
import throng.streams.memory.MemoryBudget;

/** A client of the remote crowd counter's server: an edge node's end of one connection. */
public final class CounterClient {
  private CounterClient() {}

  /**
   * One connection; joined directly with the TCP connection's flow.
   *
   * <p><b>Emits when</b> the connection stands ({@link LinkEvent.Connected}, with a window of 1),
   * and when a density map came whole ({@link LinkEvent.Answered}); bytes when a frame came
   *
   * <p><b>Backpressures</b> frames until the connection stands and while one is under way
   *
   * <p><b>Completes when</b> the frames complete and the last one is answered
   *
   * <p><b>Cancels when</b> the events are cancelled
   *
   * <p><b>Fails when</b> the server hangs up, breaks the protocol or exceeds a limit, with a {@link
   * throng.streams.legacy.LegacyException}
   *
   * @param address the server's, for the events
   * @param afterRead runs after each chunk that came and was answered by no bytes, which would
   *     carry its acknowledgement: {@link QuickAck#again}
   */
  public static BidiFlow<JpegFrame, ByteString, ByteString, LinkEvent, NotUsed> create(
      String address, Transfer transfer, CounterClientSettings settings, Runnable afterRead) {
    return BidiFlow.fromGraph(
            new Exchange<>(
                () -> new CounterClientRole(address, transfer, settings),
                settings.limits(),
                MemoryBudget.unlimited(),
                afterRead,
                broken -> {}))
        .reversed();
  }
}

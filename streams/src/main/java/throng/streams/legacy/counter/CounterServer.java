package throng.streams.legacy.counter;

import akka.NotUsed;
import akka.stream.javadsl.BidiFlow;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.RetryFlow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.Skipped;
import throng.streams.legacy.LegacyException;
import throng.streams.memory.Allowance;
import throng.streams.memory.MemoryBudget;

/** The server of the remote crowd counter's clients: a GPU node's end of one connection. */
public final class CounterServer {
  /**
   * What comes with the header of one that is not let in is read; the rest waits on the network.
   */
  private static final long MOST_OF_THE_REFUSED = 1 << 12;

  private CounterServer() {}

  /**
   * One connection, whole: bytes in, bytes out, frames through {@code session} between them.
   *
   * <p>A frame that {@code session} sends back as overloaded is asked again for as long as the
   * client is there; one that got no count for good ends the connection, never with an empty map.
   *
   * @param fitting makes frames above the node's limits smaller, each once
   * @param session answers each frame once, in order; never gets more than one at a time
   * @param allowance the connection's memory; closed with it
   * @param afterRead runs after each chunk that came and was answered by no bytes, which would
   *     carry its acknowledgement: {@link QuickAck#again}
   * @param ended is told why the connection ended, where it was the client's doing or a frame got
   *     no count; the connection then closes without a reset
   */
  public static Flow<ByteString, ByteString, NotUsed> create(
      CounterServerSettings settings,
      Transfer transfer,
      Flow<JpegFrame, JpegFrame, NotUsed> fitting,
      Flow<JpegFrame, FrameReply, NotUsed> session,
      Allowance allowance,
      Runnable afterRead,
      Consumer<LegacyException> ended) {
    return QuietEnd.of(
        bidi(settings, transfer, allowance, afterRead, ended)
            .join(fitting.via(askingAgain(settings, session))),
        settings.linger(),
        Long.MAX_VALUE);
  }

  /**
   * A connection that is ended at its first header: it is not let in, and costs no memory.
   *
   * @param sentence why
   */
  public static Flow<ByteString, ByteString, NotUsed> refusing(
      CounterServerSettings settings,
      Transfer transfer,
      String sentence,
      Consumer<LegacyException> ended) {
    return QuietEnd.of(
        exchange(
                settings,
                transfer,
                () -> PictureBytes.refused(sentence),
                MemoryBudget.unlimited(),
                () -> {},
                ended)
            .join(Flow.fromSinkAndSource(Sink.ignore(), Source.maybe())),
        settings.linger(),
        MOST_OF_THE_REFUSED);
  }

  /**
   * The bytes and the frames of one connection.
   *
   * <p><b>Emits when</b> a picture came whole; bytes when an answer came
   *
   * <p><b>Backpressures</b> the client while a frame is under way, or waits for memory
   *
   * <p><b>Completes when</b> the client hangs up between two frames, or the answers end
   *
   * <p><b>Cancels when</b> the frames are cancelled
   *
   * <p><b>Fails when</b> the client breaks the protocol or exceeds a limit, its picture gets no
   * memory, or no count
   */
  public static BidiFlow<ByteString, JpegFrame, FrameReply, ByteString, NotUsed> bidi(
      CounterServerSettings settings,
      Transfer transfer,
      Allowance allowance,
      Runnable afterRead,
      Consumer<LegacyException> ended) {
    Supplier<Incoming> pictures =
        () -> PictureBytes.incoming(settings.maxFrameBytes(), allowance.withoutAsking());
    return exchange(settings, transfer, pictures, allowance, afterRead, ended);
  }

  private static BidiFlow<ByteString, JpegFrame, FrameReply, ByteString, NotUsed> exchange(
      CounterServerSettings settings,
      Transfer transfer,
      Supplier<Incoming> pictures,
      Allowance allowance,
      Runnable afterRead,
      Consumer<LegacyException> ended) {
    return BidiFlow.fromGraph(
        new Exchange<>(
            () -> new CounterServerRole(transfer, pictures),
            settings.limits(),
            allowance,
            afterRead,
            ended));
  }

  private static Flow<JpegFrame, FrameReply, NotUsed> askingAgain(
      CounterServerSettings settings, Flow<JpegFrame, FrameReply, NotUsed> session) {
    return RetryFlow.withBackoff(
        settings.askAgain().min(),
        settings.askAgain().max(),
        settings.askAgain().jitter(),
        Integer.MAX_VALUE,
        session,
        (frame, reply) ->
            reply instanceof Skipped skipped && skipped.reason().isWorthAnotherTry()
                ? Optional.of(frame)
                : Optional.empty());
  }
}

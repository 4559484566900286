package throng.streams.flow;

import akka.NotUsed;
import akka.stream.Attributes;
import akka.stream.BidiShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.javadsl.BidiFlow;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import throng.streams.camera.CapturedFrame;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.Mode;
import throng.streams.tally.Tally;

/**
 * Keeps every frame that was sent until it has its outcome, whatever the connection does.
 *
 * <pre>
 *                +--------+
 *    framesIn ~> |        | ~> linkOut
 *                | ledger |
 * outcomesOut <~ |        | <~ linkIn
 *                +--------+
 * </pre>
 *
 * <p>Stands outside the flow that is restarted. Live frames that were under way when a connection
 * broke are lost; of one that was left in good order they are sent on the next one, as long as they
 * are worth it. Lossless ones are sent again, in order, before any new one, until they have a final
 * answer.
 */
public final class Ledger
    extends GraphStage<BidiShape<CapturedFrame, JpegFrame, LinkEvent, Outcome>> {

  final Inlet<CapturedFrame> framesIn = Inlet.create("Ledger.framesIn");
  final Outlet<JpegFrame> linkOut = Outlet.create("Ledger.linkOut");
  final Inlet<LinkEvent> linkIn = Inlet.create("Ledger.linkIn");
  final Outlet<Outcome> outcomesOut = Outlet.create("Ledger.outcomesOut");
  final Mode mode;
  final LedgerSettings settings;
  final Tally tally;
  final LongSupplier clock;
  final BooleanSupplier isEnding;
  private final BidiShape<CapturedFrame, JpegFrame, LinkEvent, Outcome> shape =
      BidiShape.of(framesIn, linkOut, linkIn, outcomesOut);

  private Ledger(
      Mode mode,
      LedgerSettings settings,
      Tally tally,
      BooleanSupplier isEnding,
      LongSupplier clock) {
    this.mode = mode;
    this.settings = settings;
    this.tally = tally;
    this.isEnding = isEnding;
    this.clock = clock;
  }

  /**
   * The ledger of one camera, on this machine's monotonic clock.
   *
   * <p><b>Emits when</b> the oldest frame has its outcome: strictly in order of sequence, each once
   *
   * <p><b>Backpressures when</b> the link asks for no frame or is down, or a window of frames has
   * no outcome yet
   *
   * <p><b>Completes when</b> upstream has ended, every frame has its outcome, and the link has said
   * goodbye
   *
   * <p><b>Cancels when</b> downstream cancels; what is under way is lost
   *
   * <p><b>Fails when</b> the link fails; or upstream fails, after the outcomes of what it gave
   */
  public static BidiFlow<CapturedFrame, JpegFrame, LinkEvent, Outcome, NotUsed> create(
      Mode mode, LedgerSettings settings, Tally tally) {
    return create(mode, settings, tally, () -> false, System::nanoTime);
  }

  /**
   * The same for a camera that its user may end.
   *
   * @param isEnding whether he has: then a lossless frame's next answer is its last, whatever it
   *     is. Asked by the ledger's stream
   */
  public static BidiFlow<CapturedFrame, JpegFrame, LinkEvent, Outcome, NotUsed> create(
      Mode mode, LedgerSettings settings, Tally tally, BooleanSupplier isEnding) {
    return create(mode, settings, tally, isEnding, System::nanoTime);
  }

  /**
   * The same on another clock.
   *
   * @param clock nanoseconds, on the clock of {@code Picture.capturedNanos}
   */
  static BidiFlow<CapturedFrame, JpegFrame, LinkEvent, Outcome, NotUsed> create(
      Mode mode,
      LedgerSettings settings,
      Tally tally,
      BooleanSupplier isEnding,
      LongSupplier clock) {
    return BidiFlow.fromGraph(new Ledger(mode, settings, tally, isEnding, clock));
  }

  @Override
  public BidiShape<CapturedFrame, JpegFrame, LinkEvent, Outcome> shape() {
    return shape;
  }

  @Override
  public Attributes initialAttributes() {
    return Attributes.name("ledger");
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new LedgerLogic(this);
  }
}

package throng.streams.flow;

import akka.NotUsed;
import akka.stream.javadsl.BidiFlow;
import throng.streams.camera.CapturedFrame;
import throng.streams.frame.Mode;
import throng.streams.tally.Tally;

/** Keeps every frame that was sent until it has its outcome, whatever the connection does. */
public final class Ledger {

  private Ledger() {}

  /** The ledger of one camera, on this machine's monotonic clock. */
  public static BidiFlow<CapturedFrame, SizedFrame, LinkEvent, Outcome, NotUsed> create(
      Mode mode, LedgerSettings settings, Tally tally) {
    throw new UnsupportedOperationException();
  }
}

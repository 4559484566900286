package throng.streams.flow;

import akka.NotUsed;
import akka.stream.Attributes;
import akka.stream.javadsl.Flow;
import throng.streams.camera.CapturedFrame;
import throng.streams.tally.Tally;

/** Keeps the newest frame for whoever is slower than the camera, and counts what it replaces. */
public final class LatestFrame {

  private LatestFrame() {}

  /**
   * <b>Emits when</b> downstream asks and a frame is there: the newest
   *
   * <p><b>Backpressures</b> never
   *
   * <p><b>Completes when</b> upstream completes and the last frame was taken
   *
   * <p><b>Cancels when</b> downstream cancels
   *
   * <p><b>Fails when</b> upstream fails
   */
  public static Flow<CapturedFrame, CapturedFrame, NotUsed> create(Tally tally) {
    return Flow.of(CapturedFrame.class)
        .conflate(
            (stale, newest) -> {
              tally.dropped();
              return newest;
            })
        .addAttributes(Attributes.inputBuffer(1, 1));
  }
}

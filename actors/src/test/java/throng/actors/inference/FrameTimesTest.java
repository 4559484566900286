package throng.actors.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import throng.actors.statistics.NodeStatistics;
import throng.actors.testing.FakeModel;
import throng.actors.testing.Jpegs;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;

/** Where a frame's time goes, by the clock that it is given. */
class FrameTimesTest {
  private long now = TimeUnit.HOURS.toNanos(1);

  @Test
  void tellsWhereAFramesTimeWent() throws UndecodableException {
    List<FrameReply> replies = new ArrayList<>();
    FakeModel model = new FakeModel(1, false).beforeDecoding(people -> pass(20));
    PendingFrame frame =
        new PendingFrame(
            new FrameOrigin(new CameraId("lobby", "door"), 1),
            JpegFrame.of(0, 0, 0, 0, Jpegs.of(64, 48, 1)),
            new Runs(new TensorSize(48, 64), 1),
            () -> now,
            replies::add,
            new NodeStatistics());

    pass(5);
    frame.decode(model.decoder());
    pass(2);
    pass(100);
    frame.add(new Density(1, 1, new float[] {1}), TimeUnit.MILLISECONDS.toNanos(100), 4);

    assertThat(replies).hasSize(1);
    assertThat(((DensityMap) replies.get(0)).timing())
        .isEqualTo(new DensityMap.Timing(7_000, 20_000, 100_000, 4));
  }

  private void pass(long millis) {
    now += TimeUnit.MILLISECONDS.toNanos(millis);
  }
}

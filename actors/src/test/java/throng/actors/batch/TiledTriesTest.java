package throng.actors.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import throng.actors.inference.FrameOrigin;
import throng.actors.inference.PendingFrame;
import throng.actors.inference.Runs;
import throng.actors.inference.TensorSize;
import throng.actors.statistics.NodeStatistics;
import throng.actors.testing.Jpegs;
import throng.streams.frame.CameraId;
import throng.streams.frame.JpegFrame;

/** When pictures in tiles are tried again that came too late. */
class TiledTriesTest {
  private static final long WORK = TimeUnit.MILLISECONDS.toNanos(100);

  private final TiledTries tries = new TiledTries();

  @Test
  void waitsAfterAFewThatWereInVain() {
    tooLate(2);
    assertThat(tries.mayTry(liveInTiles(), 0)).isTrue();

    tooLate(1);
    assertThat(tries.mayTry(liveInTiles(), 0)).isFalse();
  }

  @Test
  void waitsForTwentyFiveTimesWhatDecodingTook() {
    tooLate(3);

    assertThat(tries.mayTry(liveInTiles(), 25 * WORK - 1)).isFalse();
    assertThat(tries.mayTry(liveInTiles(), 25 * WORK)).isTrue();
  }

  @Test
  void waitsNoLongerThanFifteenSeconds() {
    tries.decoded(liveInTiles(), TimeUnit.SECONDS.toNanos(5));
    for (int i = 0; i < 3; i++) {
      tries.tooLate(liveInTiles(), 0);
    }

    assertThat(tries.mayTry(liveInTiles(), TimeUnit.SECONDS.toNanos(15))).isTrue();
  }

  @Test
  void forgetsThemOnceOneIsCounted() {
    tooLate(5);

    tries.inTime(liveInTiles());

    assertThat(tries.mayTry(liveInTiles(), 0)).isTrue();
  }

  @Test
  void holdsUpNoOtherPictures() {
    tooLate(3);

    assertThat(tries.mayTry(losslessInTiles(), 0)).isTrue();
    assertThat(tries.mayTry(live(), 0)).isTrue();
  }

  @Test
  void otherPicturesAreNoReasonToWaitNorToTry() {
    tooLate(3);
    tries.inTime(live());
    assertThat(tries.mayTry(liveInTiles(), 0)).isFalse();

    tries.inTime(liveInTiles());
    for (int i = 0; i < 3; i++) {
      tries.decoded(live(), WORK);
      tries.tooLate(live(), 0);
    }
    assertThat(tries.mayTry(liveInTiles(), 0)).isTrue();
  }

  private void tooLate(int count) {
    for (int i = 0; i < count; i++) {
      tries.decoded(liveInTiles(), WORK);
      tries.tooLate(liveInTiles(), 0);
    }
  }

  private static PendingFrame liveInTiles() {
    return frame(1_000, 4);
  }

  private static PendingFrame losslessInTiles() {
    return frame(0, 4);
  }

  private static PendingFrame live() {
    return frame(1_000, 1);
  }

  private static PendingFrame frame(int worthMillis, int runs) {
    return new PendingFrame(
        new FrameOrigin(new CameraId("lobby", "door"), 0),
        JpegFrame.of(0, 0, 0, worthMillis, Jpegs.of(640, 480, 0)),
        new Runs(new TensorSize(480, 640), runs),
        () -> 0,
        answer -> {},
        new NodeStatistics());
  }
}

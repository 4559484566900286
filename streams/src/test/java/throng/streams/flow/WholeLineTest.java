package throng.streams.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.NotUsed;
import akka.stream.DelayOverflowStrategy;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.camera.Camera;
import throng.streams.camera.CameraListener;
import throng.streams.camera.CameraSource;
import throng.streams.camera.Picture;
import throng.streams.camera.WatchdogSettings;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.Mode;
import throng.streams.settings.Backoff;
import throng.streams.tally.Snapshot;
import throng.streams.tally.Tally;
import throng.streams.testing.FakeNode;
import throng.streams.testing.Frames;
import throng.streams.testing.StreamSystem;

/** Camera, newest wins, and ledger, as an edge node puts them together. */
final class WholeLineTest {

  @RegisterExtension static final StreamSystem SYSTEM = new StreamSystem();

  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(20), Duration.ofMillis(40), 0);

  private final Tally tally = Tally.create();

  private static final class EagerCamera implements Camera {
    @Override
    public @Nullable Picture read() {
      return Frames.picture();
    }

    @Override
    public void close() {}
  }

  private static final class NoListener implements CameraListener {
    @Override
    public void cameraLost(String sentence) {}

    @Override
    public void cameraStillAway(String sentence) {}

    @Override
    public void cameraBack() {}
  }

  /** Answers after 5 ms, and breaks at every tenth frame. */
  private static Flow<JpegFrame, LinkEvent, NotUsed> link() {
    LinkEvent connected = new LinkEvent.Connected("node", FakeNode.welcome(2));
    return Flow.of(JpegFrame.class)
        .delay(Duration.ofMillis(5), DelayOverflowStrategy.backpressure())
        .statefulMapConcat(
            () -> {
              int[] seen = {0};
              return frame ->
                  ++seen[0] % 10 == 0
                      ? List.of(new LinkEvent.Disconnected("node", "It broke.", false), connected)
                      : List.<LinkEvent>of(
                          new LinkEvent.Answered(FakeNode.map(frame), System.nanoTime()));
            })
        .prepend(Source.single(connected));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 13, 50})
  void countsUpAtEveryMomentAndWhenItIsCancelled(int rows) {
    var done =
        CameraSource.restarting(
                "door",
                EagerCamera::new,
                new WatchdogSettings(Duration.ofSeconds(3), BACKOFF, 4),
                tally,
                new NoListener())
            .via(LatestFrame.create(tally))
            .via(
                Ledger.create(
                        Mode.LIVE, new LedgerSettings(Duration.ofSeconds(1), 2, 2, BACKOFF), tally)
                    .join(link()))
            .map(
                row -> {
                  Snapshot now = tally.snapshot();
                  assertThat(now.holds()).as(now.toString()).isTrue();
                  return row;
                })
            .take(rows)
            .toMat(Sink.seq(), Keep.right())
            .run(SYSTEM.get());

    assertThat(done.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join()).hasSize(rows);

    await().until(() -> tally.snapshot().underWay() == 0);
    Snapshot end = tally.snapshot();
    assertThat(end.holds()).as(end.toString()).isTrue();
    assertThat(end.counted() + end.lost()).isGreaterThanOrEqualTo(rows);
  }
}

package throng.streams.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.stream.testkit.TestSubscriber;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import throng.streams.testing.Frames;

final class CameraSourceTest extends WatchedCamera {
  @Test
  void countsAsDroppedWhatTheCameraThrewAway() {
    TestSubscriber.Probe<CapturedFrame> frames =
        restarting(
            () ->
                new Camera() {
                  @Override
                  public Picture read() throws CameraException {
                    if (reads.incrementAndGet() > 1) {
                      throw new CameraException("It broke.");
                    }
                    return Frames.picture();
                  }

                  @Override
                  public long tooFast() {
                    return 7;
                  }

                  @Override
                  public void close() {}
                },
            Duration.ofSeconds(3));

    expect(frames, 0);
    frames.request(1);

    await().until(() -> tally.snapshot().dropped() >= 14);
    assertThat(tally.snapshot().holds()).isTrue();
    frames.cancel();
  }

  @Test
  void readsOnlyWhatIsAskedFor() {
    var frames = restarting(camera((opening, read) -> Frames.picture()), Duration.ofSeconds(3));
    await().until(() -> opened.get() == 1);

    frames.ensureSubscription();
    frames.expectNoMessage(NOTHING);
    assertThat(reads).hasValue(0);
    expect(frames, 0);
    expect(frames, 1);

    assertThat(reads).hasValue(2);
    assertThat(tally.snapshot().captured()).isEqualTo(2);
    frames.cancel();
    await().until(() -> closed.get() == 1);
  }

  @Test
  void completesAtAFilesEnd() {
    var frames =
        once(camera((opening, read) -> read == 1 ? Frames.picture() : null), Duration.ofSeconds(3));

    expect(frames, 0);

    frames.request(1).expectComplete();
    await().until(() -> closed.get() == 1);
  }

  @Test
  void failsWithAFilesFailure() {
    var frames =
        once(
            camera(
                (opening, read) -> {
                  throw new CameraException("The file is damaged at frame 3.");
                }),
            Duration.ofSeconds(3));

    assertThat(frames.request(1).expectError())
        .isInstanceOf(CameraException.class)
        .hasMessage("The file is damaged at frame 3.");
    await().until(() -> closed.get() == 1);
  }

  @Test
  void leavesACameraThatHangsAndOpensItAnew() {
    CountDownLatch hanging = new CountDownLatch(1);
    var frames =
        restarting(
            camera((opening, read) -> opening == 1 && read == 2 ? hang(hanging) : Frames.picture()),
            Duration.ofSeconds(3));

    expect(frames, 0);
    expect(frames, 1);

    assertThat(opened).hasValue(2);
    assertThat(closed).hasValue(0);
    assertThat(tally.snapshot().hungReads()).isEqualTo(1);
    assertThat(told).containsExactly("The camera has delivered nothing for 3.0 s.", "back");
    hanging.countDown();
    await().until(() -> closed.get() == 1);
    frames.expectNoMessage(NOTHING);
    frames.cancel();
    await().until(() -> closed.get() == 2);
  }

  @Test
  void startsNoFurtherThreadWhenTooManyHang() {
    CountDownLatch hanging = new CountDownLatch(1);
    var frames = restarting(camera((opening, read) -> hang(hanging)), Duration.ofMillis(50));

    frames.request(1);
    // One that is opened later than the silence may last is left before it reads.
    await().until(() -> reads.get() == 4);
    int openings = opened.get();
    frames.expectNoMessage(Duration.ofMillis(300));
    assertThat(opened).hasValue(openings);
    hanging.countDown();

    frames.expectNext();
    frames.cancel();
    await().until(() -> closed.get() == opened.get());
  }

  @Test
  void isNotSilentWhileNobodyAsks() {
    var frames = restarting(camera((opening, read) -> Frames.picture()), Duration.ofSeconds(2));
    expect(frames, 0);

    frames.expectNoMessage(Duration.ofMillis(2_200));

    assertThat(opened).hasValue(1);
    assertThat(told).isEmpty();
    frames.cancel();
  }

  @Test
  void isNotSilentWhileDataComesOfWhichNoPictureIsTaken() {
    CountDownLatch next = new CountDownLatch(1);
    AtomicLong quiet = new AtomicLong();
    Camera works = opened(camera((opening, read) -> read == 2 ? hang(next) : Frames.picture()));
    var frames = restarting(() -> heard(works, quiet), Duration.ofSeconds(2));
    expect(frames, 0);

    frames.request(1);
    frames.expectNoMessage(Duration.ofMillis(2_200));

    assertThat(opened).hasValue(1);
    assertThat(told).isEmpty();
    quiet.set(Long.MAX_VALUE);
    await().until(() -> !told.isEmpty());
    assertThat(told.peek()).isEqualTo("The camera has delivered nothing for 2.0 s.");
    next.countDown();
    frames.cancel();
  }

  private static Camera opened(CameraOpener opener) {
    try {
      return opener.open();
    } catch (CameraException e) {
      throw new AssertionError(e);
    }
  }

  /** A camera that says how long nothing has come from it. */
  private static Camera heard(Camera camera, AtomicLong quiet) {
    return new Camera() {
      @Override
      public @Nullable Picture read() throws CameraException {
        return camera.read();
      }

      @Override
      public long quietNanos() {
        return quiet.get();
      }

      @Override
      public void close() {
        camera.close();
      }
    };
  }
}

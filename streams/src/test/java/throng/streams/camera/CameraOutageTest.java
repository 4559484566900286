package throng.streams.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import throng.streams.testing.Frames;

/** A live camera that goes away: what is told of it, and when it is opened again. */
final class CameraOutageTest extends WatchedCamera {
  @Test
  void opensALiveCameraAgainAfterItsEndAndCountsOn() {
    var frames =
        restarting(
            camera((opening, read) -> read <= 2 ? Frames.picture() : null), Duration.ofSeconds(3));

    for (long sequence = 0; sequence < 5; sequence++) {
      expect(frames, sequence);
    }

    assertThat(opened).hasValue(3);
    assertThat(told)
        .containsExactly(
            "The camera's stream has ended.", "back", "The camera's stream has ended.", "back");
    frames.cancel();
    await().until(() -> closed.get() == 3);
  }

  @Test
  void saysAnOutageOnceHoweverOftenItTries() {
    AtomicInteger tries = new AtomicInteger();
    CameraOpener works = camera((opening, read) -> Frames.picture());

    var frames =
        restarting(
            () -> {
              if (tries.incrementAndGet() < 5) {
                throw new CameraException("There is no /dev/video0.");
              }
              return works.open();
            },
            Duration.ofSeconds(3));

    expect(frames, 0);
    assertThat(told).containsExactly("There is no /dev/video0.", "back");
    frames.cancel();
  }

  @Test
  void saysEachFurtherCauseOfAnOutageOnce() {
    List<String> causes = List.of("It hangs.", "It hangs.", "It is gone.", "It hangs.");
    AtomicInteger tries = new AtomicInteger();
    CameraOpener works = camera((opening, read) -> Frames.picture());

    var frames =
        restarting(
            () -> {
              int before = tries.getAndIncrement();
              if (before < causes.size()) {
                throw new CameraException(causes.get(before));
              }
              return works.open();
            },
            Duration.ofSeconds(3));

    expect(frames, 0);
    assertThat(told).containsExactly("It hangs.", "still: It is gone.", "back");
    frames.cancel();
  }

  @Test
  void saysAFewCausesOfAnOutageThatHasEverNewOnes() {
    AtomicInteger tries = new AtomicInteger();
    CameraOpener works = camera((opening, read) -> Frames.picture());

    var frames =
        restarting(
            () -> {
              if (tries.incrementAndGet() < 12) {
                throw new CameraException("Error " + tries + ".");
              }
              return works.open();
            },
            Duration.ofSeconds(3));

    expect(frames, 0);
    assertThat(told)
        .containsExactly(
            "Error 1.", "still: Error 2.", "still: Error 3.", "still: Error 4.", "back");
    frames.cancel();
  }

  @Test
  void takesACameraWhosePicturesFillTheHeapForAnOutage() {
    var frames =
        restarting(
            camera(
                (opening, read) -> {
                  if (opening == 1) {
                    throw new OutOfMemoryError("Java heap space");
                  }
                  return Frames.picture();
                }),
            Duration.ofSeconds(3));

    expect(frames, 0);

    assertThat(told.peek()).contains("-Xmx");
    frames.cancel();
  }

  @Test
  void handsWhatCannotBeLoadedToWhoeverEndsTheProcess() {
    CompletableFuture<Throwable> uncaught = new CompletableFuture<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> uncaught.complete(error));
    try {
      var frames =
          restarting(
              camera(
                  (opening, read) -> {
                    if (opening == 1) {
                      throw new NoClassDefFoundError("Could not initialize class av");
                    }
                    return Frames.picture();
                  }),
              Duration.ofSeconds(3));

      expect(frames, 0);

      assertThat(uncaught).isCompletedWithValueMatching(NoClassDefFoundError.class::isInstance);
      frames.cancel();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  @Test
  void takesABrokenCameraForAnOutage() {
    var frames =
        restarting(
            camera(
                (opening, read) -> {
                  if (opening == 1) {
                    throw new IllegalStateException("av_read_frame");
                  }
                  return Frames.picture();
                }),
            Duration.ofSeconds(3));

    expect(frames, 0);

    assertThat(told.peek()).contains("av_read_frame");
    frames.cancel();
  }
}

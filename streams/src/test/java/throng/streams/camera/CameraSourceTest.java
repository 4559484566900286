package throng.streams.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.stream.javadsl.Keep;
import akka.stream.testkit.TestSubscriber;
import akka.stream.testkit.javadsl.TestSink;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import throng.streams.settings.Backoff;
import throng.streams.tally.Tally;
import throng.streams.testing.Frames;
import throng.streams.testing.StreamSystem;

final class CameraSourceTest {

  @RegisterExtension static final StreamSystem SYSTEM = new StreamSystem();

  private static final Duration NOTHING = Duration.ofMillis(200);

  private final Tally tally = Tally.create();
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final AtomicInteger reads = new AtomicInteger();
  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private final CameraListener listener =
      new CameraListener() {
        @Override
        public void cameraLost(String sentence) {
          told.add(sentence);
        }

        @Override
        public void cameraStillAway(String sentence) {
          told.add("still: " + sentence);
        }

        @Override
        public void cameraBack() {
          told.add("back");
        }
      };

  @FunctionalInterface
  private interface Script {
    @Nullable Picture read(int opening, int read) throws CameraException;
  }

  /** A camera that does in its so-manieth opening and read what the script says. */
  private CameraOpener camera(Script script) {
    return () -> {
      int opening = opened.incrementAndGet();
      AtomicInteger read = new AtomicInteger();
      return new Camera() {
        @Override
        public @Nullable Picture read() throws CameraException {
          reads.incrementAndGet();
          return script.read(opening, read.incrementAndGet());
        }

        @Override
        public void close() {
          closed.incrementAndGet();
        }
      };
    };
  }

  private static WatchdogSettings watchdog(Duration silence, int maxHungReads) {
    return new WatchdogSettings(
        silence, new Backoff(Duration.ofMillis(20), Duration.ofMillis(40), 0), maxHungReads);
  }

  private TestSubscriber.Probe<CapturedFrame> restarting(CameraOpener opener, Duration silence) {
    return CameraSource.restarting("door", opener, watchdog(silence, 4), tally, listener)
        .toMat(TestSink.create(SYSTEM.get()), Keep.right())
        .run(SYSTEM.get());
  }

  private TestSubscriber.Probe<CapturedFrame> once(CameraOpener opener, Duration silence) {
    return CameraSource.once("file", opener, watchdog(silence, 4), tally)
        .toMat(TestSink.create(SYSTEM.get()), Keep.right())
        .run(SYSTEM.get());
  }

  private static Picture hang(CountDownLatch until) {
    boolean interrupted = false;
    while (true) {
      try {
        until.await();
        break;
      } catch (InterruptedException nativeCallsIgnoreIt) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return Frames.picture();
  }

  private void expect(TestSubscriber.Probe<CapturedFrame> frames, long sequence) {
    assertThat(frames.requestNext().sequence()).isEqualTo(sequence);
  }

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
  void leavesACameraThatHangsAndOpensItAnew() {
    CountDownLatch hanging = new CountDownLatch(1);
    var frames =
        restarting(
            camera((opening, read) -> opening == 1 && read == 2 ? hang(hanging) : Frames.picture()),
            Duration.ofMillis(200));

    expect(frames, 0);
    expect(frames, 1);

    assertThat(opened).hasValue(2);
    assertThat(closed).hasValue(0);
    assertThat(tally.snapshot().hungReads()).isEqualTo(1);
    assertThat(told).containsExactly("The camera has delivered nothing for 0.2 s.", "back");
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
    await().until(() -> opened.get() == 4);
    await()
        .during(Duration.ofMillis(300))
        .atMost(Duration.ofSeconds(3))
        .until(() -> opened.get() == 4);
    hanging.countDown();

    frames.expectNext();
    frames.cancel();
    await().until(() -> closed.get() == opened.get());
  }

  @Test
  void isNotSilentWhileNobodyAsks() {
    var frames = restarting(camera((opening, read) -> Frames.picture()), Duration.ofMillis(50));
    expect(frames, 0);

    frames.expectNoMessage(NOTHING);

    assertThat(opened).hasValue(1);
    assertThat(told).isEmpty();
    frames.cancel();
  }

  @Test
  void isNotSilentWhileDataComesOfWhichNoPictureIsTaken() {
    CountDownLatch next = new CountDownLatch(1);
    AtomicLong quiet = new AtomicLong();
    Camera works = opened(camera((opening, read) -> read == 2 ? hang(next) : Frames.picture()));
    var frames = restarting(() -> heard(works, quiet), Duration.ofMillis(50));
    expect(frames, 0);

    frames.request(1);
    frames.expectNoMessage(Duration.ofMillis(300));

    assertThat(opened).hasValue(1);
    assertThat(told).isEmpty();
    quiet.set(Long.MAX_VALUE);
    await().until(() -> !told.isEmpty());
    assertThat(told.peek()).isEqualTo("The camera has delivered nothing for 0.05 s.");
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

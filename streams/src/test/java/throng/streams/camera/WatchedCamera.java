package throng.streams.camera;

import static org.assertj.core.api.Assertions.assertThat;

import akka.stream.javadsl.Keep;
import akka.stream.testkit.TestSubscriber;
import akka.stream.testkit.javadsl.TestSink;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import throng.streams.settings.Backoff;
import throng.streams.tally.Tally;
import throng.streams.testing.Frames;
import throng.streams.testing.StreamSystem;

/** A camera by script whose source is watched: what was opened, closed, read and told. */
abstract class WatchedCamera {
  @RegisterExtension static final StreamSystem SYSTEM = new StreamSystem();

  static final Duration NOTHING = Duration.ofMillis(200);

  final Tally tally = Tally.create();
  final AtomicInteger opened = new AtomicInteger();
  final AtomicInteger closed = new AtomicInteger();
  final AtomicInteger reads = new AtomicInteger();
  final Queue<String> told = new ConcurrentLinkedQueue<>();
  final CameraListener listener =
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
  interface Script {
    @Nullable Picture read(int opening, int read) throws CameraException;
  }

  /** A camera that does in its so-manieth opening and read what the script says. */
  CameraOpener camera(Script script) {
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

  static WatchdogSettings watchdog(Duration silence, int maxHungReads) {
    return new WatchdogSettings(
        silence, new Backoff(Duration.ofMillis(20), Duration.ofMillis(40), 0), maxHungReads);
  }

  TestSubscriber.Probe<CapturedFrame> restarting(CameraOpener opener, Duration silence) {
    return CameraSource.restarting("door", opener, watchdog(silence, 4), tally, listener)
        .toMat(TestSink.create(SYSTEM.get()), Keep.right())
        .run(SYSTEM.get());
  }

  TestSubscriber.Probe<CapturedFrame> once(CameraOpener opener, Duration silence) {
    return CameraSource.once("file", opener, watchdog(silence, 4), tally)
        .toMat(TestSink.create(SYSTEM.get()), Keep.right())
        .run(SYSTEM.get());
  }

  static Picture hang(CountDownLatch until) {
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

  void expect(TestSubscriber.Probe<CapturedFrame> frames, long sequence) {
    assertThat(frames.requestNext().sequence()).isEqualTo(sequence);
  }
}

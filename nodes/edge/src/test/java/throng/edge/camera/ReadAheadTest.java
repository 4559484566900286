package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.camera.CameraException;

@Timeout(20)
class ReadAheadTest {
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void framesComeInOrderAndThenTheEndEachTimeThatItIsAskedFor(boolean live) throws Exception {
    Numbered frames = new Numbered(5);
    try (ReadAhead ahead = new ReadAhead(frames, live)) {
      for (int i = 0; i < 5; i++) {
        assertThat(position(ahead.next())).isEqualTo(i);
      }
      assertThat(ahead.next()).isNull();
      assertThat(ahead.next()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theNextFrameIsReadWhileOneIsInUse(boolean live) throws Exception {
    CountDownLatch second = new CountDownLatch(2);
    Numbered numbered = new Numbered(9);
    ReadAhead.Frames frames =
        () -> {
          second.countDown();
          return numbered.next();
        };
    try (ReadAhead ahead = new ReadAhead(frames, live);
        DecodedFrame first = ahead.next()) {
      assertThat(first).isNotNull();
      assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void ofALiveSourceNoFrameIsReadBeyondTheOneThatWaits() throws Exception {
    CountDownLatch third = new CountDownLatch(3);
    Numbered numbered = new Numbered(9);
    ReadAhead.Frames frames =
        () -> {
          third.countDown();
          return numbered.next();
        };
    try (ReadAhead ahead = new ReadAhead(frames, true);
        DecodedFrame first = ahead.next()) {
      assertThat(first).isNotNull();
      assertThat(third.await(200, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  @Test
  void whatWentWrongIsToldBehindTheFramesBeforeIt() throws Exception {
    Numbered numbered = new Numbered(2);
    ReadAhead.Frames frames =
        () -> {
          DecodedFrame frame = numbered.next();
          if (frame == null) {
            throw new CameraException("The plug is out.");
          }
          return frame;
        };
    try (ReadAhead ahead = new ReadAhead(frames, false)) {
      assertThat(position(ahead.next())).isEqualTo(0);
      assertThat(position(ahead.next())).isEqualTo(1);
      assertThatThrownBy(ahead::next)
          .isInstanceOf(CameraException.class)
          .hasMessage("The plug is out.");
    }
  }

  @Test
  void anErrorIsToldAsItIs() {
    ReadAhead.Frames frames =
        () -> {
          throw new OutOfMemoryError("of the test");
        };
    try (ReadAhead ahead = new ReadAhead(frames, false)) {
      assertThatThrownBy(ahead::next).isInstanceOf(OutOfMemoryError.class);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void closingEndsTheThreadAlsoWhereItWaitsForSomebodyToTakeAFrame(boolean live) throws Exception {
    Numbered frames = new Numbered(Integer.MAX_VALUE);
    ReadAhead ahead = new ReadAhead(frames, live);
    position(ahead.next());

    ahead.close();

    int read = frames.read.get();
    assertThat(frames.thread.isAlive()).isFalse();
    assertThat(frames.read.get()).isEqualTo(read);
  }

  @Test
  void closingWaitsForAReadThatDoesNotEnd() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch hanging = new CountDownLatch(1);
    ReadAhead.Frames frames =
        () -> {
          reading.countDown();
          awaitWhateverComes(hanging);
          return null;
        };
    ReadAhead ahead = new ReadAhead(frames, true);
    Thread asking = new Thread(() -> askAndClose(ahead));
    asking.start();
    reading.await();
    asking.interrupt();

    asking.join(200);
    assertThat(asking.isAlive()).isTrue();
    hanging.countDown();
    asking.join();
  }

  @Test
  void nothingIsReadBeforeAFrameIsAskedFor() {
    Numbered frames = new Numbered(1);

    new ReadAhead(frames, false).close();

    assertThat(frames.read.get()).isZero();
  }

  private static void askAndClose(ReadAhead ahead) {
    try (ahead) {
      ahead.next();
    } catch (CameraException e) {
      throw new AssertionError(e);
    }
  }

  /** As a call in a driver does. */
  private static void awaitWhateverComes(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        // Goes on hanging.
      }
    }
  }

  private static double position(@Nullable DecodedFrame frame) {
    try (DecodedFrame there = Objects.requireNonNull(frame, "The frames ended")) {
      return there.position().orElseThrow();
    }
  }

  /** Frames without pixels, whose place is their number. */
  private static final class Numbered implements ReadAhead.Frames {
    private final int frames;
    private final AtomicInteger read = new AtomicInteger();
    private volatile Thread thread = Thread.currentThread();

    Numbered(int frames) {
      this.frames = frames;
    }

    @Override
    public @Nullable DecodedFrame next() {
      thread = Thread.currentThread();
      int number = read.getAndIncrement();
      return number == frames
          ? null
          : new DecodedFrame(null, Display.PLAIN, Exposure.now(), OptionalDouble.of(number));
    }
  }
}

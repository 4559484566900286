package throng.edge.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.Done;
import akka.actor.ActorSystem;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import throng.edge.output.Outage.Retry;
import throng.streams.flow.Outcome;
import throng.streams.frame.Mode;

class ViewSinkTest {
  private static ActorSystem system;

  private final SlowView view = new SlowView();
  private WaitingRoom room = new WaitingRoom(4, Long.MAX_VALUE);
  private final List<IOException> failures = new CopyOnWriteArrayList<>();
  private final List<Long> missing = new CopyOnWriteArrayList<>();
  private final List<Long> lacking = new CopyOnWriteArrayList<>();
  private final AtomicLong leftOut = new AtomicLong();
  private final ViewListener listener =
      new ViewListener() {
        @Override
        public void failed(IOException why) {
          failures.add(why);
        }

        @Override
        public void goesOn(long outcomes) {
          missing.add(outcomes);
        }

        @Override
        public void lacks(long outcomes) {
          lacking.add(outcomes);
        }

        @Override
        public void leftOut(long outcomes) {
          leftOut.addAndGet(outcomes);
        }
      };

  @BeforeAll
  static void start() {
    system =
        ActorSystem.create(
            "view-sink",
            ConfigFactory.parseResources("edge-node-akka.conf").withFallback(ConfigFactory.load()));
  }

  @AfterAll
  static void stop() {
    system.terminate();
  }

  @Test
  void showsEveryOutcomeInOrderAndClosesTheView() throws Exception {
    view.free();

    run(Source.range(0, 99), Mode.LOSSLESS).toCompletableFuture().get(30, TimeUnit.SECONDS);

    assertThat(view.shown).containsExactlyElementsOf(LongStream.range(0, 100).boxed().toList());
    assertThat(view.closed).hasValue(1);
    assertThat(leftOut).hasValue(0);
  }

  @Test
  void holdsALosslessStreamBackWhileTheViewIsSlow() throws Exception {
    AtomicInteger sent = new AtomicInteger();
    CompletionStage<Done> closed =
        run(Source.range(0, 99).map(number -> number + 0 * sent.incrementAndGet()), Mode.LOSSLESS);

    await().until(() -> view.begun.get() == 1);
    await().during(Duration.ofMillis(200)).until(() -> sent.get() < 50);

    view.free();
    closed.toCompletableFuture().get(30, TimeUnit.SECONDS);
    assertThat(view.shown).hasSize(100);
    assertThat(leftOut).hasValue(0);
  }

  @Test
  void leavesTheOldestOutOfALiveStreamAndTellsHowMany() throws Exception {
    AtomicInteger sent = new AtomicInteger();
    CompletionStage<Done> closed =
        run(Source.range(0, 99).map(number -> number + 0 * sent.incrementAndGet()), Mode.LIVE);
    await().until(() -> view.begun.get() >= 1);
    await().until(() -> sent.get() == 100);

    view.free();
    closed.toCompletableFuture().get(30, TimeUnit.SECONDS);

    assertThat(view.shown).isSorted().endsWith(99L);
    assertThat(view.shown.size() + leftOut.get()).isEqualTo(100);
    assertThat(leftOut.get()).isGreaterThan(50);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void boundsWhatWaitsByItsBytesToo(Mode mode) throws Exception {
    room = new WaitingRoom(90, 1000);
    AtomicInteger sent = new AtomicInteger();
    CompletionStage<Done> closed =
        run(Source.range(0, 99).map(number -> number + 0 * sent.incrementAndGet()), mode, 400);
    await().until(() -> view.begun.get() >= 1);
    if (mode == Mode.LOSSLESS) {
      await().during(Duration.ofMillis(200)).until(() -> sent.get() < 10);
    } else {
      await().until(() -> sent.get() == 100);
    }

    view.free();
    closed.toCompletableFuture().get(30, TimeUnit.SECONDS);

    assertThat(view.shown.size() + leftOut.get()).isEqualTo(100);
    assertThat(view.shown).isSorted().endsWith(99L);
    assertThat(leftOut.get() > 90).isEqualTo(mode == Mode.LIVE);
  }

  @Test
  void keepsAnOutcomeThatIsLargerThanTheRoom() throws Exception {
    room = new WaitingRoom(4, 100);
    view.free();

    run(Source.single(7), Mode.LIVE, 400).toCompletableFuture().get(30, TimeUnit.SECONDS);

    assertThat(view.shown).containsExactly(7L);
  }

  @Test
  void writesRowsWhileAllThatDrawsIsSlow() throws Exception {
    List<CompletionStage<Done>> drawing =
        IntStream.range(0, 8).mapToObj(it -> run(Source.range(0, 9), Mode.LIVE)).toList();
    SlowView rows = new SlowView();
    rows.free();

    Source.range(0, 9)
        .map(number -> outcome(number, 0))
        .toMat(ViewSink.ofRows(rows, Mode.LIVE, room, listener), Keep.right())
        .run(system)
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);

    assertThat(rows.shown).endsWith(9L);
    view.free();
    for (CompletionStage<Done> drawn : drawing) {
      drawn.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void tellsAFailureOnceAndLetsTheRestGo() throws Exception {
    view.free();
    view.failsAt = 10;

    Source.range(0, 99)
        .map(number -> outcome(number, 0))
        .toMat(
            ViewSink.create(
                view,
                Mode.LOSSLESS,
                room,
                listener,
                new Retry(Duration.ofHours(1), new SetClock())),
            Keep.right())
        .run(system)
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);

    assertThat(failures).hasSize(1);
    assertThat(view.shown).hasSize(10);
    assertThat(view.closed).hasValue(1);
    assertThat(missing).isEmpty();
    assertThat(lacking).containsExactly(90L);
  }

  @Test
  void goesOnAfterAnOutcomeThatIsNotTaken() throws Exception {
    view.free();
    view.failsAt = 10;

    run(Source.range(0, 99), Mode.LOSSLESS).toCompletableFuture().get(30, TimeUnit.SECONDS);

    assertThat(view.shown).hasSize(99).doesNotContain(10L);
    assertThat(failures).hasSize(1);
    assertThat(missing).containsExactly(1L);
    assertThat(lacking).isEmpty();
  }

  @Test
  void countsWhatWasTakenBeforeAndIsLost() throws Exception {
    view.free();
    view.failsAt = 10;
    view.failure = new LostOutcomes(5, view.failure);

    run(Source.range(0, 99), Mode.LOSSLESS).toCompletableFuture().get(30, TimeUnit.SECONDS);

    assertThat(missing).containsExactly(6L);
  }

  @Test
  void closesTheViewWhenTheStreamFails() throws Exception {
    view.free();
    Source<Integer, ?> failing =
        Source.range(0, 4).concat(Source.failed(new IllegalStateException("broken")));

    run(failing, Mode.LOSSLESS).toCompletableFuture().get(30, TimeUnit.SECONDS);

    assertThat(view.closed).hasValue(1);
  }

  private CompletionStage<Done> run(Source<Integer, ?> numbers, Mode mode) {
    return run(numbers, mode, 0);
  }

  private CompletionStage<Done> run(Source<Integer, ?> numbers, Mode mode, int bytes) {
    return numbers
        .map(number -> outcome(number, bytes))
        .toMat(ViewSink.create(view, mode, room, listener), Keep.right())
        .run(system);
  }

  private static Outcome outcome(int number, int bytes) {
    return Outcomes.outcome(
        number,
        Outcomes.picture(ByteString.fromArray(new byte[bytes / 2]), 8, 8, "", -1),
        Outcomes.map(1, bytes / 8, new float[bytes / 8]));
  }

  private static final class SlowView implements View {
    final List<Long> shown = new CopyOnWriteArrayList<>();
    final AtomicInteger begun = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    volatile int failsAt = Integer.MAX_VALUE;
    volatile IOException failure = new IOException("No space left on device");
    private final Semaphore gate = new Semaphore(0);

    void free() {
      gate.release(1_000_000);
    }

    @Override
    public void show(Outcome outcome) throws IOException {
      begun.incrementAndGet();
      gate.acquireUninterruptibly();
      if (outcome.frame().sequence() == failsAt) {
        throw failure;
      }
      shown.add(outcome.frame().sequence());
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }
}

package throng.streams.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import akka.NotUsed;
import akka.stream.KillSwitches;
import akka.stream.UniqueKillSwitch;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import throng.streams.camera.CapturedFrame;
import throng.streams.camera.FrameFitter;
import throng.streams.flow.LatestFrame;
import throng.streams.flow.Ledger;
import throng.streams.flow.LedgerSettings;
import throng.streams.flow.LinkEvent;
import throng.streams.flow.Outcome;
import throng.streams.flow.RefusedException;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.Mode;
import throng.streams.settings.Block;
import throng.streams.tally.Snapshot;
import throng.streams.tally.Tally;
import throng.streams.testing.FakeNode;
import throng.streams.testing.FaultyProxy;
import throng.streams.testing.FaultyProxy.Direction;
import throng.streams.testing.Frames;
import throng.streams.testing.StreamSystem;
import throng.streams.wire.GoodbyeReason;
import throng.streams.wire.Message;
import throng.streams.wire.RefusedCode;

final class GpuConnectionTest {

  @RegisterExtension static final StreamSystem SYSTEM = new StreamSystem();

  private static final String FAST =
      """
      connect-timeout = 1s
      drain-timeout = 1s
      prefer-after = 100ms
      backoff { refused { min = 20ms, max = 50ms }, silent { min = 20ms, max = 50ms } }
      limits { ping-after = 200ms, silence-timeout = 1500ms }
      """;

  private final Tally tally = Tally.create();
  private final Queue<LinkEvent> events = new ConcurrentLinkedQueue<>();
  private final FakeNode node = FakeNode.start(SYSTEM.get(), FakeNode.POLITE);
  private final FaultyProxy proxy = FaultyProxy.to(node.port());
  private FrameFitter fitter = (jpeg, bytes, pixels) -> jpeg;

  @AfterEach
  void stop() {
    proxy.close();
    node.close();
    await().until(() -> tally.snapshot().underWay() == 0);
    Snapshot end = tally.snapshot();
    assertThat(end.holds()).as(end.toString()).isTrue();
  }

  private Flow<CapturedFrame, Outcome, NotUsed> link(Mode mode, String more, String... nodes) {
    Config edgeNode =
        ConfigFactory.parseString(
                FAST + more + "\ngpu-nodes = [\"" + String.join("\", \"", nodes) + "\"]")
            .withFallback(ConfigFactory.defaultReference().getConfig("throng.edge-node"));
    HelloFactory hello =
        (width, height) ->
            new Message.Hello(
                1, 1, new CameraId("lobby", "door"), 7, mode, width, height, false, "");
    Flow<JpegFrame, LinkEvent, NotUsed> connection =
        GpuConnection.create(
                GpuConnectionSettings.from(
                    Block.of("throng.edge-node", edgeNode.atPath("throng.edge-node"))),
                hello,
                (jpeg, bytes, pixels) -> fitter.fit(jpeg, bytes, pixels),
                SYSTEM.get())
            .map(
                event -> {
                  events.add(event);
                  return event;
                });
    return Ledger.create(
            mode,
            LedgerSettings.from(Block.of("throng.edge-node", edgeNode.atPath("throng.edge-node"))),
            tally)
        .join(connection);
  }

  /** A file of so many frames, through to the end. */
  private List<Outcome> file(int frames, Consumer<Outcome> each, String more, String... nodes) {
    CompletionStage<List<Outcome>> rows =
        Source.range(0, frames - 1)
            .map(sequence -> captured(sequence))
            .via(link(Mode.LOSSLESS, more, nodes))
            .map(
                row -> {
                  each.accept(row);
                  return row;
                })
            .runWith(Sink.seq(), SYSTEM.get());
    return rows.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  private CapturedFrame captured(long sequence) {
    tally.captured();
    return Frames.captured(sequence);
  }

  /** A camera that gives a picture every 5 ms. */
  private UniqueKillSwitch camera(String... nodes) {
    AtomicLong sequence = new AtomicLong();
    tally.endOpened();
    return Source.tick(Duration.ZERO, Duration.ofMillis(5), "")
        .viaMat(KillSwitches.single(), Keep.right())
        .map(tick -> captured(sequence.getAndIncrement()))
        .watchTermination(
            (stop, done) -> {
              var unused = done.whenComplete((end, failure) -> tally.endClosed());
              return stop;
            })
        .via(LatestFrame.create(tally))
        .via(link(Mode.LIVE, "", nodes))
        .to(Sink.ignore())
        .run(SYSTEM.get());
  }

  private void awaitCounted(long more) {
    long before = tally.snapshot().counted();
    await().until(() -> tally.snapshot().counted() >= before + more);
  }

  private static void assertCountedInOrder(List<Outcome> rows, int frames) {
    assertThat(rows)
        .extracting(row -> row.frame().sequence())
        .containsExactlyElementsOf(LongStream.range(0, frames).boxed().toList());
    assertThat(rows).allSatisfy(row -> assertThat(row.reply()).isInstanceOf(DensityMap.class));
  }

  private long count(Class<? extends LinkEvent> kind) {
    return events.stream().filter(kind::isInstance).count();
  }

  private List<String> sentences() {
    return events.stream()
        .filter(LinkEvent.Disconnected.class::isInstance)
        .map(event -> ((LinkEvent.Disconnected) event).sentence())
        .toList();
  }

  @Test
  void countsAFileInOrder() {
    List<Outcome> rows = file(100, row -> {}, "", node.address());

    assertCountedInOrder(rows, 100);
    assertThat(node.received().get(node.received().size() - 1)).isInstanceOf(Message.Goodbye.class);
    assertThat(sentences()).isEmpty();
  }

  @Test
  void countsEveryFrameOfAFileAcrossCutsInTheMiddleOfAMessage() {
    AtomicInteger rows = new AtomicInteger();
    Consumer<Outcome> faults =
        row -> {
          switch (rows.incrementAndGet()) {
            case 20 -> proxy.cutAfter(Direction.TO_NODE, 20);
            case 50 -> proxy.cutAfter(Direction.TO_EDGE, 20);
            case 80 -> proxy.cut();
            default -> {}
          }
        };

    List<Outcome> all = file(120, faults, "", proxy.address());

    assertCountedInOrder(all, 120);
    assertThat(proxy.accepted()).isGreaterThanOrEqualTo(4);
    assertThat(tally.snapshot().counted()).isEqualTo(120);
  }

  @Test
  void comesBackToANodeThatWasAway() {
    AtomicInteger rows = new AtomicInteger();
    Consumer<Outcome> away =
        row -> {
          if (rows.incrementAndGet() == 10) {
            proxy.refuse();
            SYSTEM
                .get()
                .scheduler()
                .scheduleOnce(Duration.ofMillis(300), proxy::comeBack, SYSTEM.get().dispatcher());
          }
        };

    assertCountedInOrder(file(50, away, "", proxy.address()), 50);

    assertThat(sentences())
        .contains("No GPU node listens at " + proxy.address() + ". It is tried again.");
  }

  @Test
  void losesWhatIsUnderWayLiveAndGoesOn() {
    UniqueKillSwitch camera = camera(proxy.address());
    awaitCounted(5);

    for (int i = 0; i < 5; i++) {
      proxy.cut();
      awaitCounted(3);
    }

    camera.shutdown();
    await().until(() -> tally.snapshot().underWay() == 0);
    assertThat(count(LinkEvent.Connected.class)).isGreaterThanOrEqualTo(6);
  }

  @Test
  void noticesAHalfOpenConnection() {
    UniqueKillSwitch camera = camera(proxy.address());
    awaitCounted(5);

    proxy.swallow();

    await().until(() -> count(LinkEvent.Connected.class) == 2);
    awaitCounted(5);
    assertThat(sentences().get(0)).contains("is silent");
    assertThat(tally.snapshot().lost()).isPositive();
    camera.shutdown();
  }

  @Test
  void noticesAPeerThatReadsNothing() {
    UniqueKillSwitch camera = camera(proxy.address());
    awaitCounted(5);

    proxy.stall(Direction.TO_NODE);

    await().until(() -> count(LinkEvent.Connected.class) == 2);
    awaitCounted(5);
    camera.shutdown();
  }

  @Test
  void goesOnWhenANewerConnectionTookItsPlace() {
    node.follow(
        message ->
            message instanceof Message.Frame
                ? List.of(new Message.Goodbye(GoodbyeReason.REPLACED, "A newer one came."))
                : FakeNode.POLITE.apply(message));
    UniqueKillSwitch camera = camera(node.address());
    await().until(() -> count(LinkEvent.Disconnected.class) >= 1);
    node.follow(FakeNode.POLITE);

    awaitCounted(5);

    assertThat(sentences().get(0)).contains("given this camera's place to another connection");
    camera.shutdown();
  }

  @Test
  void failsForGoodWhenItIsRefusedForGood() {
    node.follow(message -> List.of(new Message.Refused(RefusedCode.TOKEN, "The token is wrong.")));

    assertThatThrownBy(() -> file(3, row -> {}, "", node.address()))
        .hasCauseInstanceOf(RefusedException.class)
        .hasMessageContaining("The token is wrong.");
    assertThat(tally.snapshot().holds()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = RefusedCode.class,
      names = {"TOKEN", "VERSION", "NAME_IN_USE"})
  void countsAtTheSecondNodeWhereTheFirstRefusesForGood(RefusedCode code) {
    FakeNode second = FakeNode.start(SYSTEM.get(), FakeNode.POLITE);
    node.follow(message -> List.of(new Message.Refused(code, "It is no good.")));

    assertCountedInOrder(
        file(10, row -> {}, "name-in-use-for = 0s", node.address(), second.address()), 10);

    assertThat(sentences())
        .containsExactly(
            "The GPU node at "
                + node.address()
                + " refuses: It is no good. "
                + second.address()
                + " is tried next.");
    second.close();
  }

  @Test
  void failsOnlyOnceEveryNodeHasRefusedForGood() {
    FakeNode second =
        FakeNode.start(
            SYSTEM.get(),
            message -> List.of(new Message.Refused(RefusedCode.VERSION, "It is too old.")));
    node.follow(message -> List.of(new Message.Refused(RefusedCode.TOKEN, "The token is wrong.")));

    assertThatThrownBy(() -> file(3, row -> {}, "", node.address(), second.address()))
        .hasCauseInstanceOf(RefusedException.class)
        .hasMessageContaining("The GPU node at " + node.address() + " refuses: The token is wrong.")
        .hasMessageContaining("The GPU node at " + second.address() + " refuses: It is too old.");
    second.close();
  }

  @Test
  void triesAgainWhenTheNodeHasNoRoomYet() {
    AtomicInteger hellos = new AtomicInteger();
    node.follow(
        message ->
            message instanceof Message.Hello && hellos.incrementAndGet() < 3
                ? List.of(new Message.Refused(RefusedCode.UNAVAILABLE, "The node is full."))
                : FakeNode.POLITE.apply(message));

    assertCountedInOrder(file(10, row -> {}, "", node.address()), 10);

    assertThat(sentences())
        .hasSize(2)
        .allSatisfy(sentence -> assertThat(sentence).contains("The node is full."));
  }

  @Test
  void givesUpAfterAWhileWithoutAnyConnection() {
    proxy.refuse();

    assertThatThrownBy(() -> file(3, row -> {}, "give-up-after = 300ms", proxy.address()))
        .hasCauseInstanceOf(GaveUpException.class)
        .hasMessageContaining("No GPU node listens at " + proxy.address());
  }

  @Test
  void triesOnForAWhileWhereItsNameIsInUse() {
    AtomicInteger hellos = new AtomicInteger();
    node.follow(
        message ->
            message instanceof Message.Hello && hellos.incrementAndGet() < 4
                ? List.of(new Message.Refused(RefusedCode.NAME_IN_USE, "It is connected."))
                : FakeNode.POLITE.apply(message));

    assertCountedInOrder(file(10, row -> {}, "", node.address()), 10);

    assertThat(sentences())
        .hasSize(3)
        .allSatisfy(sentence -> assertThat(sentence).contains("It is connected."));
  }

  @Test
  void failsForGoodWhereItsNameStaysInUse() {
    node.follow(
        message -> List.of(new Message.Refused(RefusedCode.NAME_IN_USE, "It is connected.")));

    assertThatThrownBy(() -> file(3, row -> {}, "name-in-use-for = 200ms", node.address()))
        .hasCauseInstanceOf(RefusedException.class)
        .hasMessageContaining("It is connected.");
    assertThat(sentences()).isNotEmpty();
  }

  @Test
  void takesTheNextNodeWhenOneGivesSignsOfLifeAndNoAnswers() {
    FakeNode second = FakeNode.start(SYSTEM.get(), FakeNode.POLITE);
    node.follow(
        message -> message instanceof Message.Hello ? List.of(FakeNode.welcome(2)) : List.of());

    List<Outcome> rows =
        file(
            10,
            row -> {},
            "answer-within.lossless = 900ms, prefer-after = 1m",
            node.address(),
            second.address());

    assertCountedInOrder(rows, 10);
    assertThat(sentences().get(0)).contains("A frame got no answer within 0.9 s");
    assertThat(node.received())
        .anySatisfy(
            message ->
                assertThat(message)
                    .isInstanceOfSatisfying(
                        Message.Goodbye.class,
                        goodbye -> assertThat(goodbye.reason()).isEqualTo(GoodbyeReason.TOO_SLOW)));
    second.close();
  }

  @Test
  void givesUpANodeThatWelcomesAndNeverAnswers() {
    node.follow(
        message -> message instanceof Message.Hello ? List.of(FakeNode.welcome(2)) : List.of());

    assertThatThrownBy(
            () ->
                file(
                    3,
                    row -> {},
                    "answer-within.lossless = 100ms, give-up-after = 250ms",
                    node.address()))
        .hasCauseInstanceOf(GaveUpException.class)
        .hasMessageContaining("No GPU node has answered for");
  }

  @Test
  void returnsLessAndLessOftenToANodeThatBreaksAfterEachWelcome() {
    AtomicInteger hellos = new AtomicInteger();
    List<Long> came = new CopyOnWriteArrayList<>();
    node.follow(
        message -> {
          if (message instanceof Message.Hello) {
            came.add(System.nanoTime());
            return hellos.incrementAndGet() < 5
                ? List.of(
                    FakeNode.welcome(2), new Message.Goodbye(GoodbyeReason.SHUTTING_DOWN, "Down."))
                : List.of(FakeNode.welcome(2));
          }
          return FakeNode.POLITE.apply(message);
        });

    file(3, row -> {}, "backoff.refused { min = 100ms, max = 10s, jitter = 0 }", node.address());

    assertThat(Duration.ofNanos(came.get(4) - came.get(3))).isGreaterThan(Duration.ofMillis(800));
  }

  @Test
  void takesTheNextNodeWhenOneFailsAndGoesBackToThePreferredOne() {
    FakeNode second = FakeNode.start(SYSTEM.get(), FakeNode.POLITE);
    proxy.refuse();
    UniqueKillSwitch camera = camera(proxy.address(), second.address());
    awaitCounted(5);
    assertThat(node.frames()).isEmpty();

    proxy.comeBack();

    await().until(() -> node.frames().size() > 5);
    camera.shutdown();
    assertThat(sentences())
        .anySatisfy(
            sentence ->
                assertThat(sentence)
                    .startsWith("A preferred GPU node accepts again: " + proxy.address()));
    second.close();
  }

  @Test
  void goesOnWithTheSecondNodeThoughThePreferredOneRefusesEachReturn() {
    FakeNode second = FakeNode.start(SYSTEM.get(), FakeNode.POLITE);
    AtomicInteger hellos = new AtomicInteger();
    node.follow(
        message -> {
          hellos.incrementAndGet();
          return List.of(new Message.Refused(RefusedCode.UNAVAILABLE, "The node is full."));
        });
    UniqueKillSwitch camera = camera(node.address(), second.address());

    await().until(() -> hellos.get() >= 4);
    long frames = frames(second);
    await().until(() -> frames(second) > frames);

    camera.shutdown();
    second.close();
  }

  private static long frames(FakeNode node) {
    return node.received().stream().filter(Message.Frame.class::isInstance).count();
  }

  @Test
  void encodesAgainWhatIsAboveTheNodesLimits() {
    fitter = (jpeg, bytes, pixels) -> ByteString.fromString(bytes + " " + pixels);
    node.follow(
        message ->
            message instanceof Message.Hello
                ? List.of(new Message.Welcome(1, 1, 2, 1000, 3071, false, "", ""))
                : FakeNode.POLITE.apply(message));

    assertCountedInOrder(file(3, row -> {}, "", node.address()), 3);

    List<String> jpegs = new ArrayList<>();
    for (Message message : node.received()) {
      if (message instanceof Message.Frame frame) {
        jpegs.add(frame.frame().jpeg().utf8String());
      }
    }
    assertThat(jpegs).containsOnly("1000 3071").hasSize(3);
  }

  @Test
  void stopsAtOnceWhenItIsCancelledWhileNoNodeIsThere() {
    proxy.refuse();
    UniqueKillSwitch camera = camera(proxy.address());
    await().until(() -> count(LinkEvent.Disconnected.class) >= 2);

    camera.shutdown();

    await().until(() -> tally.snapshot().underWay() == 0);
  }
}

package throng.streams.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import akka.stream.UniqueKillSwitch;
import akka.util.ByteString;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import throng.streams.flow.LinkEvent;
import throng.streams.flow.Outcome;
import throng.streams.testing.FakeNode;
import throng.streams.testing.FaultyProxy.Direction;
import throng.streams.wire.GoodbyeReason;
import throng.streams.wire.Message;

final class GpuConnectionTest extends ConnectedCamera {
  @Test
  void countsAFileInOrder() {
    List<Outcome> rows = file(100, row -> {}, "", node.address());

    assertCountedInOrder(rows, 100);
    assertThat(node.received().get(node.received().size() - 1)).isInstanceOf(Message.Goodbye.class);
    assertThat(sentences()).isEmpty();
  }

  @Test
  void hasAWholeWindowOfAFileUnderWay() {
    Queue<Message> held = new ArrayDeque<>();
    node.follow(
        message -> {
          if (message instanceof Message.Hello) {
            return List.of(FakeNode.welcome(100));
          }
          if (message instanceof Message.Frame sent) {
            held.add(new Message.Reply(FakeNode.map(sent.frame())));
          }
          List<Message> answers = held.size() < 6 ? List.of() : List.copyOf(held);
          held.removeAll(answers);
          return answers;
        });

    assertThat(file(18, row -> {}, "window = 1, lossless-window = 6", node.address())).hasSize(18);
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
    String gone = "No GPU node listens at " + proxy.address() + ". It is tried again.";
    AtomicInteger rows = new AtomicInteger();
    Consumer<Outcome> away =
        row -> {
          if (rows.incrementAndGet() == 10) {
            proxy.refuse();
            CompletableFuture.runAsync(() -> comeBackOnceItIsTold(gone));
          }
        };

    assertCountedInOrder(file(50, away, "", proxy.address()), 50);

    assertThat(sentences()).contains(gone);
  }

  private void comeBackOnceItIsTold(String sentence) {
    await().atMost(Duration.ofSeconds(30)).until(() -> sentences().contains(sentence));
    proxy.comeBack();
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
    UniqueKillSwitch camera = camera(List.of(proxy.address()), SOON_SILENT);
    awaitCounted(5);

    proxy.swallow();

    await().until(() -> count(LinkEvent.Connected.class) == 2);
    awaitCounted(5);
    assertThat(sentences().get(0)).contains("is silent");
    assertThat(tally.snapshot().lost()).isPositive();
    camera.shutdown();
  }

  @Test
  void leavesASilentNodeSoonWhereAnotherOneIsKnown() {
    try (FakeNode second = FakeNode.start(SYSTEM.get(), FakeNode.POLITE)) {
      UniqueKillSwitch camera =
          camera(List.of(proxy.address(), second.address()), "go-elsewhere-after = 700ms");
      awaitCounted(5);

      proxy.swallow();

      await().until(() -> count(LinkEvent.Connected.class) == 2);
      assertThat(sentences().get(0)).contains("is silent", second.address() + " is tried next");
      camera.shutdown();
    }
  }

  @Test
  void staysWithASilentNodeForLongerWhereNoOtherIsKnown() {
    UniqueKillSwitch camera = camera(List.of(proxy.address()), "go-elsewhere-after = 700ms");
    awaitCounted(5);

    proxy.swallow();

    await().during(Duration.ofSeconds(3)).until(() -> count(LinkEvent.Disconnected.class) == 0);
    camera.shutdown();
    proxy.cut();
  }

  @Test
  void noticesAPeerThatReadsNothing() {
    UniqueKillSwitch camera = camera(List.of(proxy.address()), SOON_SILENT);
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
  void givesUpAfterAWhileWithoutAnyConnection() {
    proxy.refuse();

    assertThatThrownBy(() -> file(3, row -> {}, "give-up-after = 300ms", proxy.address()))
        .hasCauseInstanceOf(GaveUpException.class)
        .hasMessageContaining("No GPU node listens at " + proxy.address());
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

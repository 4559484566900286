package throng.streams.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.stream.UniqueKillSwitch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import throng.streams.flow.LinkEvent;
import throng.streams.settings.HostAndPort;
import throng.streams.testing.FakeNode;
import throng.streams.wire.GoodbyeReason;
import throng.streams.wire.Message;

/** A camera that nodes send to one another. */
final class MovedCameraTest extends ConnectedCamera {
  private static final String OFTEN =
      "prefer-after = 1m, moves { most-a-minute = 1000, apart = 0s }";

  private static final String PATIENT =
      "prefer-after = 1m, backoff.refused { min = 1s, max = 2s, jitter = 0 }";

  private final FakeNode second = FakeNode.start(SYSTEM.get(), FakeNode.POLITE);
  private final FakeNode third = FakeNode.start(SYSTEM.get(), FakeNode.POLITE);

  @AfterEach
  void stopTheOthers() {
    second.close();
    third.close();
  }

  private static HostAndPort place(FakeNode node) {
    return HostAndPort.parse(node.address()).orElseThrow();
  }

  private static List<Message.Hello> hellos(FakeNode node) {
    return node.received().stream()
        .filter(Message.Hello.class::isInstance)
        .map(Message.Hello.class::cast)
        .toList();
  }

  /** Says this in place of the welcome. */
  private static Function<Message, List<Message>> refusing(Message.Refused refused) {
    return message -> List.of(refused);
  }

  /** Sends the camera to another node behind every so manieth answer. */
  private static Function<Message, List<Message>> sendingOn(int every, FakeNode target) {
    return sendingOn(every, target, true);
  }

  private static Function<Message, List<Message>> sendingOn(
      int every, FakeNode target, boolean drain) {
    AtomicInteger answers = new AtomicInteger();
    return message ->
        message instanceof Message.Frame frame && answers.incrementAndGet() % every == 0
            ? List.of(
                new Message.Move(drain, place(target)),
                new Message.Reply(FakeNode.map(frame.frame())))
            : FakeNode.POLITE.apply(message);
  }

  private void assertNothingLostBy(UniqueKillSwitch camera) {
    camera.shutdown();
    await().until(() -> tally.snapshot().underWay() == 0);
    assertThat(tally.snapshot().lost()).as(sentences().toString()).isZero();
  }

  @Test
  void losesNoFrameEachTimeItReturnsToThePreferredNode() {
    UniqueKillSwitch camera =
        camera(
            List.of(proxy.address(), second.address()),
            "prefer-after = 400ms, backoff.refused { min = 200ms, max = 200ms, jitter = 0 }");
    for (int i = 1; i <= 5; i++) {
      int returns = i;
      node.follow(
          message ->
              message instanceof Message.Frame frame
                  ? List.of(
                      new Message.Reply(FakeNode.map(frame.frame())),
                      new Message.Goodbye(GoodbyeReason.SHUTTING_DOWN, "Down."))
                  : FakeNode.POLITE.apply(message));
      await().until(() -> hellos(second).size() >= returns);
      node.follow(FakeNode.POLITE);
      await()
          .until(
              () ->
                  sentences().stream().filter(it -> it.contains("accepts again")).count()
                      >= returns);
      awaitCounted(20);
    }

    assertNothingLostBy(camera);
  }

  @Test
  void losesNoFrameWhenItsNodeGoesDown() {
    AtomicInteger frames = new AtomicInteger();
    node.follow(
        message ->
            message instanceof Message.Frame && frames.incrementAndGet() > 20
                ? List.of(new Message.Goodbye(GoodbyeReason.SHUTTING_DOWN, "Down."))
                : FakeNode.POLITE.apply(message));
    UniqueKillSwitch camera = camera(node.address(), second.address());

    await().until(() -> second.frames().size() > 20);

    assertNothingLostBy(camera);
    assertThat(sentences())
        .contains(
            "The GPU node at "
                + node.address()
                + " is going down. "
                + second.address()
                + " is tried next.");
  }

  @Test
  void losesNoFrameWhenItIsSentToAnotherNode() {
    node.follow(sendingOn(10, second));
    second.follow(sendingOn(10, node));
    UniqueKillSwitch camera = camera(List.of(node.address(), second.address()), OFTEN);

    await().atMost(Duration.ofSeconds(60)).until(() -> count(LinkEvent.Connected.class) > 20);

    assertNothingLostBy(camera);
    assertThat(sentences())
        .allSatisfy(sentence -> assertThat(sentence).contains("sends this camera to"));
  }

  @Test
  void countsEachFrameOfAFilmOnceAndInOrderThoughItIsSentOnAllTheTime() {
    node.follow(sendingOn(7, second));
    second.follow(sendingOn(5, third));
    third.follow(sendingOn(3, node));

    assertCountedInOrder(
        file(500, row -> {}, OFTEN, node.address(), second.address(), third.address()), 500);

    assertThat(count(LinkEvent.Connected.class)).isGreaterThan(60);
    assertThat(tally.snapshot().counted()).isEqualTo(500);
  }

  @Test
  void asksForTheNetworkThatItsSettingsName() {
    assertCountedInOrder(file(5, row -> {}, "model = hall", node.address()), 5);

    assertThat(hellos(node).get(0).routing().model()).isEqualTo("hall");
  }

  @Test
  void isMovedNoMoreOftenThanItsSettingsSay() {
    node.follow(sendingOn(2, second));
    second.follow(sendingOn(2, node));

    assertCountedInOrder(file(100, row -> {}, "", node.address(), second.address()), 100);

    assertThat(count(LinkEvent.Connected.class)).isEqualTo(4);
  }

  @Test
  void goesWhereItsHelloIsSentOnAndSaysSoThere() {
    node.follow(refusing(Message.Refused.moved(place(second))));

    assertCountedInOrder(file(10, row -> {}, "", node.address(), second.address()), 10);

    assertThat(hellos(node).get(0).routing()).isEqualTo(new Message.Routing(true, 0, 1, ""));
    assertThat(hellos(second).get(0).routing()).isEqualTo(new Message.Routing(true, 1, 2, ""));
    assertThat(sentences())
        .containsExactly(
            "The GPU node at "
                + node.address()
                + " sends this camera to "
                + second.address()
                + ".");
  }

  @Test
  void doesNotFollowANodeToAStrangerAndAsksItToServe() {
    node.follow(
        message ->
            message instanceof Message.Hello hello && hello.routing().redirects() == 0
                ? List.of(Message.Refused.moved(place(third)))
                : FakeNode.POLITE.apply(message));

    assertCountedInOrder(file(10, row -> {}, "", node.address(), second.address()), 10);

    assertThat(third.received()).isEmpty();
    assertThat(second.received()).isEmpty();
    assertThat(hellos(node)).hasSize(2);
  }

  @Test
  void staysWithANodeThatSendsItToAStranger() {
    node.follow(sendingOn(2, third));

    assertCountedInOrder(file(20, row -> {}, OFTEN, node.address(), second.address()), 20);

    assertThat(third.received()).isEmpty();
    assertThat(count(LinkEvent.Connected.class)).isEqualTo(1);
  }

  @Test
  void doesNotFollowAMoveToANodeThatItCouldNotReachAMomentAgo() {
    second.close();
    node.follow(sendingOn(5, second, false));
    String soon =
        "prefer-after = 1m, moves.apart = 1s, backoff.refused { min = 1200ms, max = 2s, jitter = 0"
            + " }";

    assertCountedInOrder(file(50, row -> {}, soon, node.address(), second.address()), 50);

    assertThat(count(LinkEvent.Connected.class)).isEqualTo(2);
  }

  @Test
  void comesBackToANodeThatItWasMovedAwayFrom() {
    node.follow(sendingOn(5, second, false));
    second.follow(sendingOn(5, node, false));
    UniqueKillSwitch camera =
        camera(
            List.of(node.address(), second.address()),
            "prefer-after = 1m, moves { apart = 100ms, most-a-minute = 1000 }");

    await().atMost(Duration.ofSeconds(60)).until(() -> hellos(node).size() >= 3);

    assertNothingLostBy(camera);
  }

  @Test
  void takesAnotherNodeWhereOneSendsItToItself() {
    node.follow(refusing(Message.Refused.moved(place(node))));

    assertCountedInOrder(file(10, row -> {}, PATIENT, node.address(), second.address()), 10);

    assertThat(hellos(node)).hasSize(2);
    assertThat(second.frames()).hasSize(10);
  }

  @Test
  void takesAnotherNodeWhereTwoSendItToEachOtherForEver() {
    node.follow(refusing(Message.Refused.moved(place(second))));
    second.follow(refusing(Message.Refused.moved(place(node))));

    assertCountedInOrder(
        file(10, row -> {}, PATIENT, node.address(), second.address(), third.address()), 10);

    assertThat(hellos(node).size() + hellos(second).size()).isLessThan(10);
  }

  @Test
  void triesTheNodesThatItWasToldOfBeforeItsOwnList() {
    FakeNode told = FakeNode.start(SYSTEM.get(), FakeNode.POLITE);
    AtomicInteger frames = new AtomicInteger();
    node.follow(
        message -> {
          if (message instanceof Message.Hello) {
            return List.of(FakeNode.welcome(2), new Message.Members(List.of(place(told))));
          }
          if (frames.incrementAndGet() == 5) {
            proxy.refuse();
            proxy.cut();
          }
          return FakeNode.POLITE.apply(message);
        });

    assertCountedInOrder(
        file(
            20,
            row -> {},
            "prefer-after = 1m",
            proxy.address(),
            second.address(),
            third.address(),
            told.address()),
        20);

    assertThat(told.frames()).isNotEmpty();
    assertThat(second.received()).isEmpty();
    told.close();
  }

  @Test
  void doesNotReturnToAPreferredNodeOfTheSameCluster() {
    HostAndPort preferred = HostAndPort.parse(proxy.address()).orElseThrow();
    second.follow(
        message ->
            message instanceof Message.Hello
                ? List.of(FakeNode.welcome(2), new Message.Members(List.of(preferred)))
                : FakeNode.POLITE.apply(message));
    proxy.refuse();
    UniqueKillSwitch camera = camera(proxy.address(), second.address());
    await().until(() -> second.frames().size() > 5);

    proxy.comeBack();
    await().atMost(Duration.ofSeconds(60)).until(() -> second.frames().size() > 100);

    assertThat(proxy.accepted()).isZero();
    camera.shutdown();
  }

  /** The second node is one of a cluster of which the others are told as these. */
  private void tellsOf(HostAndPort... others) {
    second.follow(
        message ->
            message instanceof Message.Hello
                ? List.of(FakeNode.welcome(2), new Message.Members(List.of(others)))
                : FakeNode.POLITE.apply(message));
  }

  private String otherSpelling() {
    return "localhost:" + proxy.port();
  }

  @Test
  void doesNotReturnToANodeThatSentItOnWhateverItsAddressIsCalledElsewhere() {
    tellsOf(HostAndPort.parse(proxy.address()).orElseThrow());
    node.follow(refusing(Message.Refused.moved(place(second))));
    UniqueKillSwitch camera = camera(otherSpelling(), second.address());
    await().until(() -> second.frames().size() > 5);
    long before = proxy.accepted();

    await().atMost(Duration.ofSeconds(60)).until(() -> second.frames().size() > 100);

    assertThat(proxy.accepted()).isEqualTo(before);
    assertThat(sentences()).noneMatch(it -> it.contains("accepts again"));
    camera.shutdown();
  }

  @Test
  void staysWhereItIsForAWhileWhenItsNodeTellsOfThePreferredOneNoMore() {
    AtomicInteger frames = new AtomicInteger();
    HostAndPort preferred = HostAndPort.parse(proxy.address()).orElseThrow();
    second.follow(
        message -> {
          if (message instanceof Message.Hello) {
            return List.of(FakeNode.welcome(2), new Message.Members(List.of(preferred)));
          }
          return message instanceof Message.Frame frame && frames.incrementAndGet() == 5
              ? List.of(
                  new Message.Members(List.of()), new Message.Reply(FakeNode.map(frame.frame())))
              : FakeNode.POLITE.apply(message);
        });
    proxy.refuse();
    UniqueKillSwitch camera = camera(proxy.address(), second.address());
    await().until(() -> second.frames().size() > 10);

    proxy.comeBack();
    await().atMost(Duration.ofSeconds(60)).until(() -> second.frames().size() > 100);

    assertThat(proxy.accepted()).isZero();
    camera.shutdown();
  }

  @Test
  void tellsANodeHowManyFramesALiveCameraGives() {
    UniqueKillSwitch camera = camera(List.of(node.address()), "demand-every = 300ms");

    await()
        .untilAsserted(
            () ->
                assertThat(node.received())
                    .anySatisfy(
                        message ->
                            assertThat(message)
                                .isInstanceOfSatisfying(
                                    Message.Demand.class,
                                    demand -> {
                                      assertThat(demand.milliFrames()).isBetween(20_000, 250_000);
                                      assertThat(demand.pixels()).isEqualTo(64 * 48);
                                    })));
    camera.shutdown();
  }

  @Test
  void countsItsConnections() {
    UniqueKillSwitch camera = camera(proxy.address());
    awaitCounted(5);
    proxy.cut();
    await().until(() -> hellos(node).size() >= 2);

    assertThat(hellos(node)).extracting(hello -> hello.routing().attempt()).isSorted();
    assertThat(hellos(node)).extracting(hello -> hello.routing().attempt()).doesNotHaveDuplicates();
    assertThat(hellos(node)).extracting(Message.Hello::instance).containsOnly(7L);
    camera.shutdown();
  }
}

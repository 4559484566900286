package throng.streams.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import akka.stream.UniqueKillSwitch;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import throng.streams.flow.Outcome;
import throng.streams.flow.RefusedException;
import throng.streams.testing.FakeNode;
import throng.streams.wire.GoodbyeReason;
import throng.streams.wire.Message;
import throng.streams.wire.RefusedCode;

/** Where a camera turns to when a node refuses it, fails or gives no answers. */
final class NextNodeTest extends ConnectedCamera {
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
    await()
        .untilAsserted(
            () ->
                assertThat(node.received())
                    .filteredOn(Message.Goodbye.class::isInstance)
                    .map(goodbye -> ((Message.Goodbye) goodbye).reason())
                    .contains(GoodbyeReason.TOO_SLOW));
    second.close();
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
}

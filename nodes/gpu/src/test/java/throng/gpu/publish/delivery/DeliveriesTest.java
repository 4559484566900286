package throng.gpu.publish.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static throng.gpu.publish.Alerts.firing;
import static throng.gpu.publish.Alerts.resolved;

import akka.Done;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.actors.counts.AlertEvent;
import throng.gpu.publish.AlertText;
import throng.gpu.publish.Notifications;
import throng.gpu.publish.Notifications.Channel;
import throng.gpu.publish.Notifications.Result;
import throng.gpu.sqlite.DatabaseFile;

/** Messages are tried until they arrive, by a clock that is set. */
class DeliveriesTest {
  @TempDir Path folder = Path.of(".");

  private Instant now = Instant.parse("2026-11-26T12:00:00Z");
  private final Notifications notifications = new Notifications();
  private final List<String> said = new ArrayList<>();
  private final HandSender ops = new HandSender("ops");
  private final HandSender desk = new HandSender("desk");

  /** A target that answers what a test says. */
  private static final class HandSender implements Sender {
    final String name;
    String place = "here";
    final List<Delivery> sent = new ArrayList<>();
    final Deque<CompletableFuture<Answer>> answers = new ArrayDeque<>();
    boolean isBroken;

    HandSender(String name) {
      this.name = name;
    }

    @Override
    public Channel channel() {
      return Channel.WEBHOOK;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String place() {
      return place;
    }

    @Override
    public String body(AlertEvent event) {
      return event.id();
    }

    @Override
    public CompletionStage<Answer> send(Delivery delivery) {
      sent.add(delivery);
      if (isBroken) {
        throw new IllegalStateException("it is broken");
      }
      CompletableFuture<Answer> answer = new CompletableFuture<>();
      answers.add(answer);
      return answer;
    }

    void answer(Answer answer) {
      answers.remove().complete(answer);
    }
  }

  @Test
  void tellsWhomAnAlertNamesAndNobodyElse() {
    Deliveries deliveries = begin(10);
    deliveries.accept(firing("a1", "ops", "nobody"));
    deliveries.turn();

    assertThat(ops.sent)
        .extracting(Delivery::message, Delivery::body)
        .containsExactly(tuple(AlertText.message(firing("a1")), "a1"));
    assertThat(desk.sent).isEmpty();
    ops.answer(Answer.delivered());
    deliveries.turn();

    assertThat(deliveries.waiting()).isZero();
    assertThat(number(Result.SENT)).isEqualTo(1);
  }

  @Test
  void triesAgainWithLongerPausesUnderTheSameIdAndGivesUpInTheEnd() {
    Deliveries deliveries = begin(10);
    deliveries.accept(firing("a1", "ops"));
    List<Duration> pauses = new ArrayList<>();
    for (int attempt = 0; attempt < 10; attempt++) {
      deliveries.turn();
      ops.answer(Answer.failed("it is ill"));
      deliveries.turn();
      Instant failed = now;
      while (deliveries.waiting() > 0 && ops.sent.size() == attempt + 1) {
        now = now.plusSeconds(5);
        deliveries.turn();
      }
      pauses.add(Duration.between(failed, now));
    }

    assertThat(pauses)
        .containsExactly(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24),
            Duration.ZERO);
    assertThat(ops.sent)
        .extracting(Delivery::message)
        .hasSize(10)
        .containsOnly(AlertText.message(firing("a1")));
    assertThat(number(Result.FAILED)).isEqualTo(10);
    assertThat(number(Result.DROPPED)).isEqualTo(1);
    assertThat(said).hasSize(2);
    assertThat(said.get(1)).contains("given up after 10 attempts: it is ill");
  }

  @Test
  void aSenderThatThrowsIsAskedAgain() {
    Deliveries deliveries = begin(10);
    ops.isBroken = true;
    deliveries.accept(firing("a1", "ops"));
    deliveries.turn();
    deliveries.turn();
    now = now.plusSeconds(5);
    deliveries.turn();

    assertThat(ops.sent).hasSize(2);
    assertThat(said.get(0)).contains("did not arrive: it is broken");
  }

  @Test
  void leavesATargetAloneForAsLongAsItWishes() {
    Deliveries deliveries = begin(10);
    deliveries.accept(firing("a1", "ops"));
    deliveries.turn();
    ops.answer(Answer.failed("busy", Duration.ofMinutes(2)));
    deliveries.turn();

    now = now.plusSeconds(119);
    deliveries.turn();
    assertThat(ops.sent).hasSize(1);
    now = now.plusSeconds(1);
    deliveries.turn();
    assertThat(ops.sent).hasSize(2);
  }

  @Test
  void aClockThatIsSetBackLetsNobodyWaitForLonger() {
    for (Duration step : List.of(Duration.ofHours(3), Duration.ofDays(9000))) {
      ops.sent.clear();
      Deliveries deliveries = begin(10);
      deliveries.accept(firing("a" + step, "ops"));
      deliveries.turn();
      ops.answer(Answer.failed("busy", Duration.ofMinutes(2)));
      deliveries.turn();
      now = now.plusSeconds(60).minus(step);
      deliveries.turn();
      // The turn that sees the step knows no better than that no time has passed since the last.
      now = now.plusSeconds(119);
      deliveries.turn();
      assertThat(ops.sent).hasSize(1);
      now = now.plusSeconds(1);
      deliveries.turn();
      assertThat(ops.sent).hasSize(2);
      ops.answer(Answer.delivered());
      deliveries.turn();
    }
  }

  @Test
  void whatIsLeftByARunWhoseClockWasAheadWaitsForADayAtMost() {
    now = now.plus(Duration.ofDays(9000));
    try (Deliveries first = begin(10)) {
      first.accept(firing("a1", "ops"));
      first.turn();
      ops.answer(Answer.failed("busy"));
      first.turn();
    }
    ops.sent.clear();
    now = now.minus(Duration.ofDays(9000));
    try (Deliveries second = begin(10)) {
      now = now.plus(Duration.ofDays(1));
      second.turn();

      assertThat(ops.sent).extracting(Delivery::body).containsExactly("a1");
    }
  }

  @Test
  void aTargetThatWantsToBeLeftAloneIsSentNothingElseEither() {
    Deliveries deliveries = begin(10);
    deliveries.accept(firing("a1", "ops"));
    deliveries.turn();
    deliveries.accept(firing("a2", "ops", "desk"));
    ops.answer(Answer.failed("busy", Duration.ofMinutes(2)));
    deliveries.turn();
    now = now.plusSeconds(119);
    deliveries.turn();

    assertThat(ops.sent).hasSize(1);
    assertThat(desk.sent).hasSize(1);
    now = now.plusSeconds(1);
    deliveries.turn();
    assertThat(ops.sent).hasSize(2);
  }

  @Test
  void aTargetThatFailsIsNotAskedEachSecondForAllThatWaits() {
    Deliveries deliveries = begin(100);
    for (int alert = 0; alert < 60; alert++) {
      deliveries.accept(firing("a" + alert, "ops"));
    }
    for (int second = 0; second < 60; second++) {
      deliveries.turn();
      ops.answers.forEach(it -> it.complete(Answer.failed("it is ill")));
      ops.answers.clear();
      now = now.plusSeconds(1);
    }

    assertThat(ops.sent).hasSizeLessThanOrEqualTo(12);
  }

  @Test
  void aTargetThatIsGoneIsToldNothingAnyMore() {
    Deliveries deliveries = begin(10);
    deliveries.accept(firing("a1", "ops"));
    deliveries.accept(resolved("a1", "ops"));
    deliveries.turn();
    ops.answer(Answer.gone("answered 410"));
    deliveries.turn();
    deliveries.accept(firing("a2", "ops", "desk"));
    deliveries.turn();

    assertThat(ops.sent).hasSize(1);
    assertThat(desk.sent).hasSize(1);
    assertThat(number(Result.DROPPED)).isEqualTo(3);
    assertThat(said).singleElement().asString().contains("ops", "answered 410");
  }

  @Test
  void aTargetThatIsGoneStaysSoAfterARestartUntilItIsAnotherOrNamedAnew() {
    try (Deliveries first = begin(10)) {
      first.accept(firing("a1", "ops"));
      first.turn();
      ops.answer(Answer.gone("answered 410"));
      first.turn();
      assertThat(first.gone()).isEqualTo(1);
    }
    said.clear();
    try (Deliveries second = begin(10)) {
      second.accept(firing("a2", "ops"));
      second.turn();
      assertThat(ops.sent).hasSize(1);
      assertThat(second.gone()).isEqualTo(1);
      assertThat(said).singleElement().asString().contains("ops is told of no alert any more");
    }

    ops.place = "elsewhere";
    try (Deliveries third = begin(10)) {
      third.accept(firing("a3", "ops"));
      third.turn();
      assertThat(ops.sent).hasSize(2);
      ops.answer(Answer.gone("answered 410"));
      third.turn();
    }
    try (Deliveries without = begin(10, desk)) {
      without.turn();
    }
    try (Deliveries anew = begin(10)) {
      anew.accept(firing("a4", "ops"));
      anew.turn();
      assertThat(ops.sent).hasSize(3);
      assertThat(anew.gone()).isZero();
    }
  }

  @Test
  void aTargetThatHangsHoldsUpNobodyAndWhatDoesNotFitIsCounted() {
    Deliveries deliveries = begin(5);
    for (int alert = 0; alert < 20; alert++) {
      deliveries.accept(firing("a" + alert, "ops"));
    }
    deliveries.turn();
    deliveries.accept(firing("b", "ops"));
    deliveries.turn();

    assertThat(ops.sent).hasSize(1);
    assertThat(deliveries.waiting()).isEqualTo(5);
    assertThat(number(Result.DROPPED)).isEqualTo(16);
    ops.answer(Answer.delivered());
    deliveries.accept(firing("c", "desk"));
    deliveries.turn();

    assertThat(desk.sent).hasSize(1);
  }

  @Test
  void aTargetThatNeverAnswersTakesNoRoomOfOthers() {
    Deliveries deliveries = begin(5);
    for (int alert = 0; alert < 20; alert++) {
      deliveries.accept(firing("a" + alert, "ops"));
      deliveries.turn();
    }
    assertThat(deliveries.crowdedOut()).isEqualTo(15);
    deliveries.accept(firing("b", "desk"));
    deliveries.turn();

    assertThat(desk.sent).hasSize(1);
    assertThat(deliveries.waiting()).isEqualTo(5);
    assertThat(number(Result.DROPPED)).isEqualTo(16);
    assertThat(said).singleElement().asString().contains("ops takes no notifications");
    ops.answer(Answer.delivered());
    deliveries.turn();
    assertThat(ops.sent).extracting(Delivery::body).containsExactly("a0", "a17");
    assertThat(deliveries.crowdedOut()).isZero();
  }

  @Test
  void aTargetThatNeverAnswersTakesNoRoomOfOthersAfterARestart() {
    try (Deliveries first = begin(100)) {
      for (int alert = 0; alert < 20; alert++) {
        first.accept(firing("a" + alert, "ops"));
      }
      first.turn();
      now = now.plusSeconds(1);
      first.accept(firing("b", "desk"));
    }
    try (Deliveries second = begin(5)) {
      second.turn();

      assertThat(desk.sent).hasSize(1);
      assertThat(second.waiting()).isEqualTo(5);
      assertThat(number(Result.DROPPED)).isEqualTo(16);
    }
  }

  @Test
  void whoOfATargetCannotBeToldIsSaidOnce() {
    Deliveries deliveries = begin(5);
    for (int alert = 0; alert < 3; alert++) {
      deliveries.accept(firing("a" + alert, "ops"));
      deliveries.turn();
      ops.answer(Answer.delivered("b@example.org is refused"));
      deliveries.turn();
    }

    assertThat(said).containsExactly("ops was told, but not everybody: b@example.org is refused.");
    assertThat(number(Result.SENT)).isEqualTo(3);
  }

  @Test
  void whatWasNotDeliveredIsSentAfterARestart() {
    try (Deliveries first = begin(10)) {
      first.accept(firing("a1", "ops"));
      first.accept(firing("a2", "ops"));
      first.turn();
      ops.answer(Answer.delivered());
      first.turn();
    }
    ops.sent.clear();
    try (Deliveries second = begin(10)) {
      second.turn();

      assertThat(ops.sent).extracting(Delivery::body).containsExactly("a2");
      ops.answers.forEach(it -> it.complete(Answer.delivered()));
      second.turn();
    }
    ops.sent.clear();
    try (Deliveries third = begin(10)) {
      third.turn();

      assertThat(ops.sent).isEmpty();
      assertThat(said).isEmpty();
    }
  }

  @Test
  void whatWasDeliveredJustBeforeTheEndIsNotSentAgain() {
    try (Deliveries first = begin(10)) {
      first.accept(firing("a1", "ops"));
      first.turn();
      ops.answer(Answer.delivered());
    }
    ops.sent.clear();
    begin(10).turn();

    assertThat(ops.sent).isEmpty();
    assertThat(number(Result.SENT)).isEqualTo(1);
  }

  @Test
  void theEndWaitsUntilWhatWaitsIsInTheFile() {
    Queue<Runnable> disk = new ArrayDeque<>();
    Deliveries deliveries = made(10, disk::add, ops);
    deliveries.accept(firing("a1", "ops"));

    CompletableFuture<Done> end = deliveries.end().toCompletableFuture();
    assertThat(end).isNotDone();
    disk.remove().run();

    assertThat(end).isCompleted();
    begin(10).turn();
    assertThat(ops.sent).extracting(Delivery::body).containsExactly("a1");
  }

  @Test
  void whatComesAgainBeforeTheFileIsReadIsSentOnceAndNotDropped() {
    try (Deliveries first = begin(10)) {
      first.accept(firing("a1", "ops"));
    }
    Deliveries second = made(10, new ArrayDeque<Runnable>()::add, ops);
    second.accept(firing("a1", "ops"));
    second.turn();
    second.load();

    assertThat(second.waiting()).isEqualTo(1);
    assertThat(number(Result.DROPPED)).isZero();
  }

  @Test
  void deliversAllTheSameWhereNothingCanBeKept() throws Exception {
    Files.writeString(folder.resolve("state"), "in the way");
    Deliveries deliveries = begin(10);
    deliveries.accept(firing("a1", "ops"));
    deliveries.turn();
    ops.answer(Answer.delivered());
    deliveries.turn();

    assertThat(number(Result.SENT)).isEqualTo(1);
    assertThat(said).singleElement().asString().contains("cannot be kept", "sent all the same");
  }

  @Test
  void whatTheLastRunLeftIsSentOnceItCanBeRead() throws Exception {
    try (Deliveries first = begin(10)) {
      first.accept(firing("a1", "ops"));
    }
    Path file = folder.resolve("state/notifications.db");
    Path away = Files.move(file, folder.resolve("away"));
    Files.createDirectory(file);
    Deliveries second = begin(10);
    second.turn();
    assertThat(ops.sent).isEmpty();

    Files.delete(file);
    Files.move(away, file);
    for (int turn = 0; turn < 20; turn++) {
      second.turn();
    }

    assertThat(ops.sent).extracting(Delivery::body).containsExactly("a1");
  }

  @Test
  void whatWaitsIsKeptAlsoWhereTheFileIsDamagedMeanwhile() {
    DamagedConnections connections =
        new DamagedConnections(
            new DatabaseFile(folder.resolve("state/notifications.db"), DeliveryFile.SCHEMA));
    DeliveryFile file = new DeliveryFile(connections, Runnable::run, () -> now, said::add);
    try (Deliveries first =
        new Deliveries(List.of(ops), 10, Optional.of(file), () -> now, notifications, said::add)) {
      first.accept(firing("a1", "ops"));
      first.turn();
      connections.isDamaged = true;
      first.accept(firing("a2", "ops"));
      first.turn();
      first.turn();
    }
    ops.sent.clear();
    ops.answers.clear();
    Deliveries second = begin(10);
    second.turn();
    ops.answer(Answer.delivered());
    second.turn();

    assertThat(said).first().asString().contains("is damaged");
    assertThat(ops.sent).extracting(Delivery::body).containsExactlyInAnyOrder("a1", "a2");
  }

  @Test
  void aDamagedFileIsSetAside() throws Exception {
    Path file = Files.createDirectories(folder.resolve("state")).resolve("notifications.db");
    Files.writeString(file, "no database ".repeat(1000));
    try (Deliveries first = begin(10)) {
      first.accept(firing("a1", "ops"));
      first.turn();
      first.turn();
    }
    ops.sent.clear();
    begin(10).turn();

    assertThat(ops.sent).hasSize(1);
    assertThat(said.get(0)).contains("is damaged", ".corrupt-20261126T120000Z");
  }

  private Deliveries begin(int capacity) {
    return begin(capacity, ops, desk);
  }

  private Deliveries begin(int capacity, Sender... senders) {
    Deliveries deliveries = made(capacity, Runnable::run, senders);
    deliveries.load();
    return deliveries;
  }

  private Deliveries made(int capacity, Executor disk, Sender... senders) {
    Path file = folder.resolve("state/notifications.db");
    return new Deliveries(
        List.of(senders),
        capacity,
        Optional.of(DeliveryFile.in(file, disk, () -> now, said::add)),
        () -> now,
        notifications,
        said::add);
  }

  private long number(Result result) {
    return notifications.number(Channel.WEBHOOK, result);
  }
}

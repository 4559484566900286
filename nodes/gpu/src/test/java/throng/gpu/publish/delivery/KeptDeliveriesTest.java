package throng.gpu.publish.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static throng.gpu.publish.Alerts.firing;
import static throng.gpu.publish.Alerts.resolved;

import akka.Done;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import throng.gpu.publish.AlertText;
import throng.gpu.publish.Notifications.Result;
import throng.gpu.sqlite.DatabaseFile;

/** What waits is kept for the next run, whatever becomes of the file. */
class KeptDeliveriesTest extends HandTurnedDeliveries {
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
  void saysWhetherWhatCameIsInTheFile() {
    Queue<Runnable> disk = new ArrayDeque<>();
    Deliveries deliveries = made(10, disk::add, ops);
    assertThat(deliveries.areKept()).isTrue();

    deliveries.accept(firing("a1", "ops"));
    assertThat(deliveries.areKept()).isFalse();
    deliveries.turn();
    assertThat(deliveries.areKept()).isFalse();
    disk.forEach(Runnable::run);
    assertThat(deliveries.areKept()).isTrue();
  }

  @Test
  void theEndOfAnAlertIsToldAfterItsBeginAlsoAfterARestart() {
    try (Deliveries first = begin(10)) {
      first.accept(firing("a1", "ops"));
      first.turn();
      ops.answer(Answer.failed("it is ill"));
      first.turn();
      first.accept(resolved("a1", "ops"));
      first.turn();
    }
    ops.sent.clear();
    now = now.plusSeconds(5);
    try (Deliveries second = begin(10)) {
      second.turn();
      second.turn();

      assertThat(ops.sent)
          .extracting(Delivery::message)
          .containsExactly(AlertText.message(firing("a1")));
    }
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
}

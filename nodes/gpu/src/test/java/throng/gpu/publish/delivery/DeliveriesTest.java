package throng.gpu.publish.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static throng.gpu.publish.Alerts.firing;
import static throng.gpu.publish.Alerts.resolved;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import throng.gpu.publish.AlertText;
import throng.gpu.publish.Notifications.Result;

/** Messages are tried until they arrive, by a clock that is set. */
class DeliveriesTest extends HandTurnedDeliveries {
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
  void tellsTheEndOfAnAlertAfterItsBegin() {
    Deliveries deliveries = begin(10);
    deliveries.accept(firing("a1", "ops"));
    for (int attempt = 0; attempt < 2; attempt++) {
      deliveries.turn();
      ops.answer(Answer.failed("it is ill"));
      deliveries.turn();
      now = now.plusSeconds(5);
    }
    // The third attempt is due in five minutes.
    now = now.plusSeconds(60);
    ops.sent.clear();
    deliveries.accept(resolved("a1", "ops"));
    for (int message = 0; message < 2; message++) {
      deliveries.turn();
      ops.answer(Answer.delivered());
      deliveries.turn();
    }

    assertThat(ops.sent)
        .extracting(Delivery::message)
        .containsExactly(AlertText.message(firing("a1")), AlertText.message(resolved("a1")));
    assertThat(deliveries.waiting()).isZero();
  }

  @Test
  void triesABeginAsOftenAsANewOneOnceItsEndWaitsBehindIt() {
    Deliveries deliveries = begin(10);
    deliveries.accept(firing("a1", "ops"));
    for (Duration pause : List.of(Duration.ofSeconds(5), Duration.ofMinutes(5))) {
      deliveries.turn();
      ops.answer(Answer.failed("it is ill"));
      deliveries.turn();
      now = now.plus(pause);
    }
    deliveries.turn();
    deliveries.accept(resolved("a1", "ops"));
    deliveries.turn();
    // The third attempt, under way meanwhile, would be followed by half an hour.
    ops.answer(Answer.failed("it is ill"));
    deliveries.turn();
    ops.sent.clear();
    now = now.plusSeconds(5);
    deliveries.turn();

    assertThat(ops.sent)
        .extracting(Delivery::message)
        .containsExactly(AlertText.message(firing("a1")));
  }

  @Test
  void tellsTheEndOfAnAlertWhoseBeginIsGivenUp() {
    Deliveries deliveries = begin(1, ops);
    deliveries.accept(firing("a1", "ops"));
    deliveries.turn();
    ops.answer(Answer.failed("it is ill"));
    deliveries.turn();
    deliveries.accept(resolved("a1", "ops"));
    deliveries.turn();
    now = now.plusSeconds(5);
    deliveries.turn();

    assertThat(ops.sent)
        .extracting(Delivery::message)
        .containsExactly(AlertText.message(firing("a1")), AlertText.message(resolved("a1")));
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
    Deliveries deliveries = leftAloneForTwoMinutes("a1");

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
      Deliveries deliveries = leftAloneForTwoMinutes("a" + step);
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

  private Deliveries leftAloneForTwoMinutes(String alert) {
    Deliveries deliveries = begin(10);
    deliveries.accept(firing(alert, "ops"));
    deliveries.turn();
    ops.answer(Answer.failed("busy", Duration.ofMinutes(2)));
    deliveries.turn();
    return deliveries;
  }
}

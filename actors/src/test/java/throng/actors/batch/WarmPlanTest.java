package throng.actors.batch;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestInbox;
import akka.actor.typed.ActorRef;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import throng.actors.inference.InferenceWorker;
import throng.actors.inference.InferenceWorker.Warm;
import throng.actors.inference.TensorSize;

class WarmPlanTest {
  private static final TensorSize VGA = new TensorSize(480, 640);
  private static final TensorSize LARGE = new TensorSize(960, 1280);
  private static final boolean IDLE = true;
  private static final boolean ACTIVE = false;

  private final BatchTimes times = new BatchTimes();
  private final WarmPlan plan = new WarmPlan(List.of(1), times, millis(100));
  private final ActorRef<InferenceWorker.Command> worker =
      TestInbox.<InferenceWorker.Command>create().getRef();

  @BeforeEach
  void openTheWorker() {
    plan.opened(worker);
    times.record(VGA, 1, millis(40));
  }

  @Test
  void warmsWhatIsShortWhileCamerasAreActive() {
    plan.expect(1, VGA);

    assertThat(taken(ACTIVE, 0)).contains(new Warm(VGA, 1));
    assertThat(taken(ACTIVE, 0)).isEmpty();
  }

  @Test
  void warmsWhatTakesLongOnlyWhileNoCameraIsActive() {
    plan.expect(1, LARGE);

    assertThat(taken(ACTIVE, 0)).isEmpty();
    assertThat(taken(IDLE, 0)).contains(new Warm(LARGE, 1));
  }

  @Test
  void restsBetweenTwoStepsWhileCamerasAreActive() {
    plan.expect(1, VGA);
    taken(ACTIVE, 0);
    plan.warmed(millis(40), millis(1000));
    plan.expect(2, new TensorSize(480, 320));

    assertThat(taken(ACTIVE, millis(1100))).isEmpty();
    assertThat(taken(ACTIVE, millis(1500))).isPresent();
  }

  @Test
  void warmsNoMoreWhileCamerasAreActiveOnceAStepTookMuchLongerThanABatch() {
    plan.expect(1, VGA);
    taken(ACTIVE, 0);
    plan.warmed(millis(1500), millis(1500));
    plan.expect(2, new TensorSize(480, 320));

    assertThat(taken(ACTIVE, millis(60_000))).isEmpty();
    assertThat(taken(IDLE, millis(60_000))).isPresent();
  }

  @Test
  void letsGoOfTheSizesOfCamerasThatLeft() {
    for (int session = 0; session < 1_000; session++) {
      plan.expect(session, new TensorSize(32 + session, 64));
      taken(IDLE, 0);
      plan.gone(session);
    }

    plan.expect(1_000, VGA);

    assertThat(taken(IDLE, 0)).contains(new Warm(VGA, 1));
  }

  @Test
  void keepsASizeThatAnotherCameraStillSends() {
    plan.expect(1, VGA);
    plan.expect(2, VGA);
    taken(IDLE, 0);

    plan.gone(1);

    assertThat(taken(IDLE, 0)).isEmpty();
  }

  @Test
  void tellsWhetherAStepIsLeftThatWaitsForTheEndOfARestAlone() {
    plan.expect(1, VGA);
    plan.expect(2, LARGE);
    assertThat(plan.nextOnceRested(worker, 16, ACTIVE)).contains(new Warm(VGA, 1));
    taken(ACTIVE, 0);
    assertThat(plan.nextOnceRested(worker, 16, ACTIVE)).isEmpty();
    assertThat(plan.nextOnceRested(worker, 16, IDLE)).contains(new Warm(LARGE, 1));
    plan.warmed(millis(40), millis(40));
    plan.expect(3, new TensorSize(480, 320));

    assertThat(taken(ACTIVE, millis(40))).isEmpty();
    assertThat(plan.nextOnceRested(worker, 16, ACTIVE)).isPresent();
  }

  @Test
  void aStepThatIsNotTakenIsTheNextOneAgain() {
    plan.expect(1, VGA);

    assertThat(plan.next(worker, 16, IDLE, 0)).contains(new Warm(VGA, 1));
    assertThat(plan.next(worker, 16, IDLE, 0)).contains(new Warm(VGA, 1));
  }

  private Optional<Warm> taken(boolean isIdle, long now) {
    return taken(plan, 16, isIdle, now);
  }

  private Optional<Warm> taken(WarmPlan from, int most, boolean isIdle, long now) {
    Optional<Warm> step = from.next(worker, most, isIdle, now);
    step.ifPresent(next -> from.takes(worker, next));
    return step;
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Test
  void takesNoStepThatTheDeviceIsNotGivenEither() {
    WarmPlan all = new WarmPlan(List.of(1, 2, 4, 8, 16), times, millis(100));
    all.opened(worker);
    all.expect(1, VGA);

    assertThat(taken(all, 2, IDLE, 0)).contains(new Warm(VGA, 1));
    assertThat(taken(all, 2, IDLE, 0)).contains(new Warm(VGA, 2));
    assertThat(taken(all, 2, IDLE, 0)).isEmpty();
  }
}

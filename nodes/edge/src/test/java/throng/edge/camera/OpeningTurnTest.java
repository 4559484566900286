package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class OpeningTurnTest {
  private static final Duration A_MOMENT = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofMinutes(10);

  private final OpeningTurn turns = new OpeningTurn();

  @Test
  void theNextOneComesWhenTheOneBeforeHasEnded() throws Exception {
    Object first = turns.begin(LONG);
    FutureTask<Object> second = waiting();

    turns.end(first);

    assertThat(second.get()).isNotNull();
  }

  @Test
  void whoHangsHasLostItsTurnAndEndsNoOthers() throws Exception {
    Object hanging = turns.begin(LONG);
    Object second = turns.begin(A_MOMENT);
    FutureTask<Object> third = waiting();

    turns.end(hanging);
    await().during(Duration.ofMillis(200)).until(() -> !third.isDone());
    turns.end(second);

    assertThat(third.get()).isNotNull();
  }

  private FutureTask<Object> waiting() {
    FutureTask<Object> turn = new FutureTask<>(() -> turns.begin(LONG));
    Thread thread = new Thread(turn, "next");
    thread.setDaemon(true);
    thread.start();
    await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    return turn;
  }
}

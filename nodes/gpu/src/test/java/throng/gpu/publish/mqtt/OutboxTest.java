package throng.gpu.publish.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import throng.gpu.publish.mqtt.Outbox.Rank;

/** When a topic is said, by a clock that is set. */
class OutboxTest {
  private final Outbox outbox = new Outbox(Duration.ofSeconds(30));
  private final List<String> said = new ArrayList<>();
  private boolean isAway;
  private CompletableFuture<Boolean> arriving = CompletableFuture.completedFuture(true);
  private long nanos;

  @Test
  void saysNewsAtMostOnceASecond() {
    say("a", "1");
    say("a", "2");
    after(999);
    say("a", "3");
    after(1);
    say("a", "4");

    assertThat(said).containsExactly("a=1", "a=4");
  }

  @Test
  void repeatsWhatDoesNotChangeForAsLongAsItIsTrue() {
    for (int second = 0; second < 70; second++) {
      say("a", "1");
      after(1000);
    }
    assertThat(said).containsExactly("a=1", "a=1", "a=1");

    for (int second = 0; second < 70; second++) {
      turn();
      after(1000);
    }
    assertThat(said).as("Nobody says it any more.").hasSize(3);
  }

  @Test
  void keepsOnlyTheNewestWordWhileTheBrokerIsAway() {
    isAway = true;
    for (int count = 0; count < 1000; count++) {
      say("a", Integer.toString(count));
      after(1000);
    }
    isAway = false;
    turn();
    assertThat(said).as("The last word is a second old.").isEmpty();
    say("a", "now");

    assertThat(said).containsExactly("a=now");
  }

  @Test
  void saysAllAgainInTheOrderInWhichItIsUnderstood() {
    for (int time = 0; time < 2; time++) {
      outbox.set(Rank.STATE, "count", "1");
      outbox.set(Rank.AVAILABILITY, "available", "online");
      outbox.set(Rank.CONFIG, "config", "{}");
      turn();
      outbox.sayAllAgain();
      after(1000);
    }

    assertThat(said)
        .containsExactly(
            "config={}", "available=online", "count=1", "config={}", "available=online", "count=1");
  }

  @Test
  void removesOnce() {
    say("a", "1");
    outbox.remove(Rank.STATE, "a");
    for (int second = 0; second < 40; second++) {
      after(1000);
      turn();
    }

    assertThat(said).containsExactly("a=1", "a=");
  }

  @Test
  void saysTheLastWordOfATopicUntilTheBrokerHasIt() {
    say("a", "1");
    after(1000);
    arriving = new CompletableFuture<>();
    outbox.remove(Rank.STATE, "a");
    turn();
    assertThat(outbox.removals()).containsEntry(Rank.STATE, List.of("a"));

    arriving.complete(false);
    after(1000);
    arriving = CompletableFuture.completedFuture(true);
    turn();
    turn();

    assertThat(said).containsExactly("a=1", "a=", "a=");
    assertThat(outbox.removals()).isEmpty();
  }

  @Test
  void saysTheLastWordAlsoOfATopicThatHasJustSaidSomething() {
    say("a", "1");
    after(500);
    outbox.remove(Rank.STATE, "a");
    turn();
    assertThat(said).containsExactly("a=1");

    after(500);
    turn();
    assertThat(said).containsExactly("a=1", "a=");
  }

  private void say(String topic, String payload) {
    outbox.set(Rank.STATE, topic, payload);
    turn();
  }

  private void turn() {
    outbox.say(
        nanos,
        (topic, payload, isRetained) -> {
          if (isAway) {
            return Optional.empty();
          }
          said.add(topic + "=" + payload);
          return Optional.of(arriving);
        });
  }

  private void after(long millis) {
    nanos += TimeUnit.MILLISECONDS.toNanos(millis);
  }
}

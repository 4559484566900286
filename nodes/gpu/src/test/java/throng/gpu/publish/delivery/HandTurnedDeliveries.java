package throng.gpu.publish.delivery;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.io.TempDir;
import throng.actors.counts.AlertEvent;
import throng.gpu.publish.Notifications;
import throng.gpu.publish.Notifications.Channel;
import throng.gpu.publish.Notifications.Result;

/** Deliveries whose targets answer what a test says, by a clock that is set. */
abstract class HandTurnedDeliveries {
  @TempDir Path folder = Path.of(".");

  Instant now = Instant.parse("2026-11-26T12:00:00Z");
  final Notifications notifications = new Notifications();
  final List<String> said = new ArrayList<>();
  final HandSender ops = new HandSender("ops");
  final HandSender desk = new HandSender("desk");

  /** A target that answers what a test says. */
  static final class HandSender implements Sender {
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

  Deliveries begin(int capacity) {
    return begin(capacity, ops, desk);
  }

  Deliveries begin(int capacity, Sender... senders) {
    Deliveries deliveries = made(capacity, Runnable::run, senders);
    deliveries.load();
    return deliveries;
  }

  Deliveries made(int capacity, Executor disk, Sender... senders) {
    Path file = folder.resolve("state/notifications.db");
    return new Deliveries(
        List.of(senders),
        capacity,
        Optional.of(DeliveryFile.in(file, disk, () -> now, said::add)),
        () -> now,
        notifications,
        said::add);
  }

  long number(Result result) {
    return notifications.number(Channel.WEBHOOK, result);
  }
}

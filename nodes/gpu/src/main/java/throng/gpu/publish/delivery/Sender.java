package throng.gpu.publish.delivery;

import java.util.concurrent.CompletionStage;
import throng.actors.counts.AlertEvent;
import throng.gpu.publish.Notifications.Channel;

/** Brings messages to one target. */
public interface Sender {
  Channel channel();

  /** The target's name, by which alerts call it. */
  String name();

  /** Tells where it sends to from any other place, without telling where that is. */
  String place();

  /** What the target is told of an event. */
  String body(AlertEvent event);

  /** Makes one attempt, without waiting for it; the answer comes in any case, and never fails. */
  CompletionStage<Answer> send(Delivery delivery);
}

package throng.gpu.publish.delivery;

import java.time.Duration;

/**
 * A message to one target.
 *
 * @param message its id, the same in every attempt
 * @param after the message that the target is told before this one, or never; {@code ""}: none
 * @param body as the target's {@link Sender} made it
 * @param attempts how many have failed
 * @param dueMillis when the next one is due, since 1970-01-01 UTC
 */
public record Delivery(
    String target, String message, String after, String body, int attempts, long dueMillis) {

  /** What it is kept under. */
  record Key(String target, String message) {}

  Key key() {
    return new Key(target, message);
  }

  Key keyBefore() {
    return new Key(target, after);
  }

  /** The same after one more failure. */
  Delivery again(long nowMillis, Duration wait) {
    return new Delivery(target, message, after, body, attempts + 1, nowMillis + wait.toMillis());
  }

  /** The same, due at this time or before, with all its attempts before it. */
  Delivery anew(long millis) {
    return new Delivery(target, message, after, body, 0, Math.min(dueMillis, millis));
  }

  /** The same, due at another time. */
  Delivery due(long millis) {
    return new Delivery(target, message, after, body, attempts, millis);
  }
}

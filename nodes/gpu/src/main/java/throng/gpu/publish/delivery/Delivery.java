package throng.gpu.publish.delivery;

import java.time.Duration;

/**
 * A message to one target.
 *
 * @param message its id, the same in every attempt
 * @param body as the target's {@link Sender} made it
 * @param attempts how many have failed
 * @param dueMillis when the next one is due, since 1970-01-01 UTC
 */
public record Delivery(String target, String message, String body, int attempts, long dueMillis) {

  /** What it is kept under. */
  record Key(String target, String message) {}

  Key key() {
    return new Key(target, message);
  }

  /** The same after one more failure. */
  Delivery again(long nowMillis, Duration wait) {
    return new Delivery(target, message, body, attempts + 1, nowMillis + wait.toMillis());
  }

  /** The same, due at another time. */
  Delivery due(long millis) {
    return new Delivery(target, message, body, attempts, millis);
  }
}

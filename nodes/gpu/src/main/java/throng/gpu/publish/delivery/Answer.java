package throng.gpu.publish.delivery;

import java.time.Duration;

/**
 * What became of one attempt.
 *
 * @param pause how long the target wants to be left alone at least
 * @param reason why it failed, or did not arrive everywhere, in words without a full stop
 */
public record Answer(Outcome outcome, Duration pause, String reason) {
  /** What an attempt can come to. */
  public enum Outcome {
    DELIVERED,
    /** It may succeed later. */
    FAILED,
    /** The target wants nothing any more. */
    GONE
  }

  public static Answer delivered() {
    return delivered("");
  }

  /**
   * It has arrived, and something is to be told of that.
   *
   * @param but in words without a full stop; empty: nothing is
   */
  public static Answer delivered(String but) {
    return new Answer(Outcome.DELIVERED, Duration.ZERO, but);
  }

  public static Answer failed(String reason) {
    return failed(reason, Duration.ZERO);
  }

  public static Answer failed(String reason, Duration pause) {
    return new Answer(Outcome.FAILED, pause, reason);
  }

  public static Answer gone(String reason) {
    return new Answer(Outcome.GONE, Duration.ZERO, reason);
  }
}

package throng.edge.lan;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import throng.streams.legacy.LegacyException;
import throng.streams.settings.Backoff;

/**
 * Whether there is a connection, how long until the next attempt, and what the user is told of it:
 * each outage once. One thread.
 */
final class LinkState {
  private final String edge;
  private final Backoff backoff;
  private boolean up;
  private boolean everUp;
  private boolean outageTold;
  private int failures;

  /**
   * Not connected yet.
   *
   * @param edge host:port, as the user is told it
   */
  LinkState(String edge, Backoff backoff) {
    this.edge = edge;
    this.backoff = backoff;
  }

  boolean isUp() {
    return up;
  }

  /** Whether the user was told that there is no connection, and not yet that there is one. */
  boolean isOutageTold() {
    return outageTold;
  }

  /** Whether the edge was ever reached. */
  boolean wasEverUp() {
    return everUp;
  }

  /** The edge has taken the connection; the sentence that tells it. */
  String connected() {
    String sentence = (everUp ? "Connected again to " : "Connected to ") + edge + ".";
    up = true;
    everUp = true;
    outageTold = false;
    return sentence;
  }

  /** The edge has said something: what fails from now on is the first failure of a row. */
  void heard() {
    failures = 0;
  }

  /**
   * The connection, or the attempt at one, is over.
   *
   * @param failure null: the edge has hung up
   * @return the sentence that tells it; empty: the user knows of this outage
   */
  Optional<String> ended(@Nullable Throwable failure) {
    boolean told = outageTold && !up;
    String sentence = outage(failure);
    up = false;
    outageTold = true;
    failures++;
    return told ? Optional.empty() : Optional.of(sentence);
  }

  /**
   * How long to wait before the next attempt.
   *
   * @param random between 0 and 1
   */
  Duration pause(double random) {
    return backoff.after(failures, random);
  }

  private String outage(@Nullable Throwable failure) {
    if (failure instanceof LegacyException broken) {
      return broken.getMessage() + " Connecting again.";
    }
    return up
        ? "The edge at " + edge + " has hung up. It is tried again until it answers."
        : edge + " does not answer. It is tried again until it does.";
  }
}

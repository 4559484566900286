package throng.actors.counts;

import java.util.List;
import java.util.OptionalDouble;

/**
 * An alert begins or ends: each is told once. A begin that is silenced is told again where its
 * silence is over and it still fires, with the same id.
 *
 * @param id the same for the begin and the end of one alert, and of no other
 * @param alert its rule's name
 * @param value what was measured when it was told; empty: nothing is measured at this moment
 * @param reason why it ended, in one word: {@code cleared}, {@code schedule} or {@code removed};
 *     {@code ""} where it begins
 * @param sentence what happened, for a person
 * @param millis when, since 1970-01-01 UTC
 * @param isSilenced whether nobody is to be notified of it
 * @param targets the names of whom to notify
 */
public record AlertEvent(
    Kind kind,
    String id,
    String alert,
    Series where,
    Severity severity,
    OptionalDouble value,
    String reason,
    String sentence,
    long millis,
    boolean isSilenced,
    List<String> targets) {

  /** What happens. */
  public enum Kind {
    FIRING,
    RESOLVED
  }
}

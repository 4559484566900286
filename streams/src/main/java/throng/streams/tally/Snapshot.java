package throng.streams.tally;

import java.util.Map;
import java.util.OptionalDouble;
import throng.streams.frame.SkipReason;

/**
 * All counts of one camera at one moment.
 *
 * @param captured pictures that the camera gave
 * @param counted frames with a density map
 * @param skipped frames that got no count, by reason; a reason that never came is not in it
 * @param dropped a newer one took their place, or they had become too old to be sent
 * @param lost their connection, or the whole run, ended before their answer came
 * @param underWay captured, and none of the others yet
 * @param countSum the sum of all counts
 * @param lastCount the newest count; empty: none yet
 * @param ageP50Nanos median age of all counted frames; 0: none yet
 * @param ageP99Nanos the age that one counted frame in a hundred exceeds
 * @param hungReads how often a camera was left because it delivered nothing
 */
public record Snapshot(
    long captured,
    long counted,
    Map<SkipReason, Long> skipped,
    long dropped,
    long lost,
    long underWay,
    double countSum,
    OptionalDouble lastCount,
    long ageP50Nanos,
    long ageP99Nanos,
    long hungReads) {

  /** Whether every picture is in exactly one place. */
  public boolean holds() {
    return underWay >= 0 && captured == counted + skippedTotal() + dropped + lost + underWay;
  }

  /** Frames that got no count, whatever the reason. */
  public long skippedTotal() {
    return skipped.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The mean of all counts; empty: none yet. */
  public OptionalDouble meanCount() {
    return counted == 0 ? OptionalDouble.empty() : OptionalDouble.of(countSum / counted);
  }
}

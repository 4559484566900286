package throng.actors.counts.alert;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * An alert as it stands at this moment.
 *
 * @param sinceMillis when it began to fire, since 1970-01-01 UTC; empty: it does not
 * @param isBlind whether it is firing, and has no count any more that would tell whether still with
 *     reason
 * @param value what was measured in the last second; empty: nothing
 * @param silencedUntilMillis until when nobody is notified of it; empty: it is not silenced
 */
public record AlertNow(
    AlertRule rule,
    AlertState state,
    OptionalLong sinceMillis,
    boolean isBlind,
    OptionalDouble value,
    OptionalLong silencedUntilMillis) {}

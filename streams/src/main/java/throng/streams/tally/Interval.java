package throng.streams.tally;

import java.util.OptionalDouble;

/**
 * What happened since the interval before: one status line.
 *
 * @param counted frames counted in it
 * @param perSecond frames counted a second
 * @param lastCount the newest count; empty: none yet
 * @param ageP50Nanos median age of the interval's frames; 0: none
 * @param ageP99Nanos the age that one of the interval's frames in a hundred exceeds; 0: none
 * @param total everything since the start, taken at the same moment
 */
public record Interval(
    long counted,
    double perSecond,
    OptionalDouble lastCount,
    long ageP50Nanos,
    long ageP99Nanos,
    Snapshot total) {}

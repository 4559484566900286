package throng.actors.counts.live;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import throng.actors.counts.SecondMean;
import throng.actors.counts.Series;
import throng.actors.counts.Trend;
import throng.actors.counts.calibration.Correction;
import throng.actors.counts.place.DensityBands.Band;

/**
 * A series as it stands: its last second that had a count. Whether that is still the present one is
 * told by the camera's {@link throng.actors.counts.CameraNow#freshness}.
 *
 * @param title what people see of a zone; of a whole picture the camera's name
 * @param endNanos when that second ended, on the node's monotonic clock
 * @param shown the number for people to see, corrected and smoothed
 * @param correction in force
 * @param trend of the last five minutes; empty: there are too few counts
 * @param density people per square metre; empty: it is no zone, or the ground is not measured
 * @param band of the density
 */
public record SeriesNow(
    Series series,
    String title,
    SecondMean last,
    long endNanos,
    OptionalInt shown,
    Correction correction,
    Optional<Trend> trend,
    OptionalDouble density,
    Optional<Band> band) {}

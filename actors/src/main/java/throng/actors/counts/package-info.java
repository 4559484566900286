/**
 * What becomes of counts once they are made: readers of them, means by second, zones, ground,
 * alerts, and the calibration of the count. Counting never waits for any of it.
 */
@NullMarked
package throng.actors.counts;

import org.jspecify.annotations.NullMarked;

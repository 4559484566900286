/** The counts of one camera, which add up at every moment. */
@NullMarked
package throng.streams.tally;

import org.jspecify.annotations.NullMarked;

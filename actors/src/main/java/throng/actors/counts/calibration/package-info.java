/** How far a camera's counts are off, and what they are multiplied by for it. */
@NullMarked
package throng.actors.counts.calibration;

import org.jspecify.annotations.NullMarked;

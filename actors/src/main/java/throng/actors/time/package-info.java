/** The one clock by which all that cameras share is timed. */
@NullMarked
package throng.actors.time;

import org.jspecify.annotations.NullMarked;

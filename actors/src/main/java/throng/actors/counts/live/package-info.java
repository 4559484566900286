/** Counts put together second by second with what is known of their place. */
@NullMarked
package throng.actors.counts.live;

import org.jspecify.annotations.NullMarked;

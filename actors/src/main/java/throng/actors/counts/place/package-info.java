/** Places in a camera's picture: zones, masks, and the ground that is seen. */
@NullMarked
package throng.actors.counts.place;

import org.jspecify.annotations.NullMarked;

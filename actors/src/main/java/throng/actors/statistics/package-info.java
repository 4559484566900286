/** What a node counts: every frame that it accepted, and every connection that ended badly. */
@NullMarked
package throng.actors.statistics;

import org.jspecify.annotations.NullMarked;

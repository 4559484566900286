/**
 * Documents with versions that all nodes of a cluster come to have. Pure; who carries them is told
 * through {@link throng.actors.counts.past.OtherNodes}.
 */
@NullMarked
package throng.actors.counts.replica;

import org.jspecify.annotations.NullMarked;

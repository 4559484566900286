/**
 * The past of all nodes as one: questions to other nodes, and what their answers come to together.
 * Pure; who carries them is told through {@link throng.actors.counts.past.OtherNodes}.
 */
@NullMarked
package throng.actors.counts.past;

import org.jspecify.annotations.NullMarked;

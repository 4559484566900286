/**
 * The edge node: reads cameras, sends frames, shows counts.
 *
 * <p>{@link throng.edge.EdgePipeline} shows one camera's whole way; {@link
 * throng.edge.EdgeGuardian} runs all cameras of the process.
 */
@NullMarked
package throng.edge;

import org.jspecify.annotations.NullMarked;

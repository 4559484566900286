/**
 * What becomes of a frame's outcome: the row, the window, the recording, the maps, the lines.
 *
 * <p>A {@link throng.edge.output.View} is fed by a {@link throng.edge.output.ViewSink}, off the
 * stream's own dispatcher and behind a bounded buffer: a slow disk or window never slows a live
 * camera's counting. Its failure is said once, and counting goes on.
 */
@NullMarked
package throng.edge.output;

import org.jspecify.annotations.NullMarked;

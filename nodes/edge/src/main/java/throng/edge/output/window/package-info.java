/**
 * Windows: tiles with pictures, a bar above each, a legend below all. Knows Java's desktop, and
 * nothing of cameras; loaded only where a window is asked for.
 */
@NullMarked
package throng.edge.output.window;

import org.jspecify.annotations.NullMarked;

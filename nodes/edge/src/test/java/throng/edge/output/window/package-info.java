@NullMarked
package throng.edge.output.window;

import org.jspecify.annotations.NullMarked;

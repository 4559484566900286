/** The edge node: reads cameras, sends frames, shows counts. */
@NullMarked
package throng.edge;

import org.jspecify.annotations.NullMarked;

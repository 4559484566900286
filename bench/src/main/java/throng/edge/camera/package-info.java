/** What of the edge node's camera package the bench runs by itself. */
@NullMarked
package throng.edge.camera;

import org.jspecify.annotations.NullMarked;

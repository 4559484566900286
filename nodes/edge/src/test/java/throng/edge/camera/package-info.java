@NullMarked
package throng.edge.camera;

import org.jspecify.annotations.NullMarked;

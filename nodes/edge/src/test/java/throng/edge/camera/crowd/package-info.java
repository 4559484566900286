@NullMarked
package throng.edge.camera.crowd;

import org.jspecify.annotations.NullMarked;

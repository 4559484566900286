/** The GPU node: takes all cameras' frames, answers with density maps. */
@NullMarked
package throng.gpu;

import org.jspecify.annotations.NullMarked;

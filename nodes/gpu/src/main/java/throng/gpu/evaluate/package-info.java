/** Measures a model on photographs whose heads are known, by the path that serves cameras. */
@NullMarked
package throng.gpu.evaluate;

import org.jspecify.annotations.NullMarked;

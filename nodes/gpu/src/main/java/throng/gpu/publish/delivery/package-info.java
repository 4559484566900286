/** Messages that are tried until they arrive, also after a restart. */
@NullMarked
package throng.gpu.publish.delivery;

import org.jspecify.annotations.NullMarked;

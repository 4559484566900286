/** Tells other systems what is counted: none of them can hold up counting, or each other. */
@NullMarked
package throng.gpu.publish;

import org.jspecify.annotations.NullMarked;

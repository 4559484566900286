/** What writing the history costs, from within its package. */
@NullMarked
package throng.gpu.history;

import org.jspecify.annotations.NullMarked;

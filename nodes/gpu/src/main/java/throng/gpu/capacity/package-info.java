/** Finds out how many cameras this machine serves, by serving more and more of them. */
@NullMarked
package throng.gpu.capacity;

import org.jspecify.annotations.NullMarked;

/** Databases in one file each, as the history and the notifications keep them. */
@NullMarked
package throng.gpu.sqlite;

import org.jspecify.annotations.NullMarked;

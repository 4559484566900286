/** Files that are never half there, and for their owner only. */
@NullMarked
package throng.streams.file;

import org.jspecify.annotations.NullMarked;

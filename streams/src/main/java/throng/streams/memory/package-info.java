/** The memory that all connections' messages share: who may have how much of it, and who waits. */
@NullMarked
package throng.streams.memory;

import org.jspecify.annotations.NullMarked;

/** What travels: a camera's frame, and the one answer that it gets. */
@NullMarked
package throng.streams.frame;

import org.jspecify.annotations.NullMarked;

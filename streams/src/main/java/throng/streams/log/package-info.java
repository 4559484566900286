/** What a peer can provoke in the log is bounded here, and what it says made harmless. */
@NullMarked
package throng.streams.log;

import org.jspecify.annotations.NullMarked;

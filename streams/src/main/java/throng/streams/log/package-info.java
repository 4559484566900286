/** What a peer can provoke in the log is bounded here. */
@NullMarked
package throng.streams.log;

import org.jspecify.annotations.NullMarked;

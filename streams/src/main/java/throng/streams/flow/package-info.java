/** Newest wins, the window, and the ledger of unanswered frames. */
@NullMarked
package throng.streams.flow;

import org.jspecify.annotations.NullMarked;

/** What was counted before: seconds, minutes and hours in SQLite, on a thread of its own. */
@NullMarked
package throng.gpu.history;

import org.jspecify.annotations.NullMarked;

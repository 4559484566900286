/** Which frame is next: deadlines, fair shares, batches formed when a worker asks. */
@NullMarked
package throng.actors.batch;

import org.jspecify.annotations.NullMarked;

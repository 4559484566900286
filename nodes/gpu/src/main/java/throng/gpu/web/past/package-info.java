/** What was counted before, as the API tells it. */
@NullMarked
package throng.gpu.web.past;

import org.jspecify.annotations.NullMarked;

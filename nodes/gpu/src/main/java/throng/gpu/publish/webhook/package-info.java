/** Alerts for other programs, by HTTP. */
@NullMarked
package throng.gpu.publish.webhook;

import org.jspecify.annotations.NullMarked;

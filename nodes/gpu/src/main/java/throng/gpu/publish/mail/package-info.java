/** Alerts for people, by mail. */
@NullMarked
package throng.gpu.publish.mail;

import org.jspecify.annotations.NullMarked;

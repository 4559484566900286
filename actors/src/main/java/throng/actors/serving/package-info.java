/** Networks at work: each from its opening to its end, and which of them counts which camera. */
@NullMarked
package throng.actors.serving;

import org.jspecify.annotations.NullMarked;

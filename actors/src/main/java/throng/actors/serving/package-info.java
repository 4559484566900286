/** One network at work, from its opening to its retirement in favour of another. */
@NullMarked
package throng.actors.serving;

import org.jspecify.annotations.NullMarked;

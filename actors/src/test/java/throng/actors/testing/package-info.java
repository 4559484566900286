/** A network that does as it is told, and a node around it. */
@NullMarked
package throng.actors.testing;

import org.jspecify.annotations.NullMarked;

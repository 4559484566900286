/** Workers, and the ports through which a network and a decoder are plugged in. */
@NullMarked
package throng.actors.inference;

import org.jspecify.annotations.NullMarked;

/** What the tests of several modules share: an actor system, and a network that misbehaves. */
@NullMarked
package throng.streams.testing;

import org.jspecify.annotations.NullMarked;

/** Who is connected: one session a camera, admitted, replaced, drained. */
@NullMarked
package throng.actors.session;

import org.jspecify.annotations.NullMarked;

/** Connections: the edge's, which comes back by itself, and the node's listener. */
@NullMarked
package throng.streams.tcp;

import org.jspecify.annotations.NullMarked;

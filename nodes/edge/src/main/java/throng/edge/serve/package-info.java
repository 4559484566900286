/**
 * Serves a camera to viewers on the network, in the protocol of the LAN camera.
 *
 * <p>{@link throng.edge.serve.CameraServer} is one camera's; {@code throng.streams.legacy.camera}
 * holds the protocol.
 */
@NullMarked
package throng.edge.serve;

import org.jspecify.annotations.NullMarked;

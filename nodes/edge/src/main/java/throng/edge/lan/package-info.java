/**
 * The LAN camera of 2024, in both roles: an edge node's camera served to viewers, and {@code
 * edge-node view}, which is one.
 *
 * <p>{@link throng.edge.lan.CameraServer} serves one camera, {@link throng.edge.lan.ViewerGuardian}
 * obeys a viewer's commands; {@code throng.streams.legacy.lan} holds the protocol.
 */
@NullMarked
package throng.edge.lan;

import org.jspecify.annotations.NullMarked;

/**
 * {@code edge-node view}: the viewer of a LAN camera, of ours or of the original.
 *
 * <p>{@link throng.edge.viewer.ViewerGuardian} obeys the user's commands; {@code
 * throng.streams.legacy.camera} holds the protocol.
 */
@NullMarked
package throng.edge.viewer;

import org.jspecify.annotations.NullMarked;

/**
 * Cameras, streams, files, folders and the synthetic crowd, behind the port {@link
 * throng.streams.camera.Camera}.
 *
 * <p>A source's text becomes a {@link throng.edge.camera.CameraSpec}, {@link
 * throng.edge.camera.Cameras} makes an opener of it. Native pictures stay in here.
 */
@NullMarked
package throng.edge.camera;

import org.jspecify.annotations.NullMarked;

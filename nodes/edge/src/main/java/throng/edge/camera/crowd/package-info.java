/**
 * The painters of the synthetic crowd: figures that walk through a street, drawn onto a picture.
 *
 * <p>{@link throng.edge.camera.crowd.CrowdScene} is what a camera is made of.
 */
@NullMarked
package throng.edge.camera.crowd;

import org.jspecify.annotations.NullMarked;

/**
 * What is native: JPEG to pixels with OpenCV, pixels to density maps with ONNX Runtime.
 *
 * <p>A model is a folder of {@code model.onnx} and {@code model.conf}. {@link
 * throng.gpu.model.Models} opens one; {@link throng.gpu.model.JpegDecoder} brings a picture to its
 * input; {@link throng.gpu.model.OnnxDensityModel} is one worker's copy.
 */
@NullMarked
package throng.gpu.model;

import org.jspecify.annotations.NullMarked;

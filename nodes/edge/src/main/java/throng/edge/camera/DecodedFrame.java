package throng.edge.camera;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.util.OptionalDouble;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * A frame as its decoder gave it; whoever takes it closes it.
 *
 * @param pixels null: they cannot be decoded, or only in parts
 * @param display how the frame is meant to be looked at
 * @param position its place in a file, in seconds; empty for a camera
 */
record DecodedFrame(
    @Nullable AVFrame pixels, Display display, Exposure exposure, OptionalDouble position)
    implements AutoCloseable {

  @Override
  public void close() {
    if (pixels != null) {
      av_frame_free(pixels);
    }
  }
}

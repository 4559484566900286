package throng.edge.camera;

import static org.bytedeco.ffmpeg.global.avutil.av_max_alloc;

/**
 * The largest piece of memory that FFmpeg takes at once, the same in the whole process: what a
 * stream announces is no larger, whatever its protocol. Any thread.
 */
final class FfmpegMemory {
  /** Below, FFmpeg has no room for its own buffers. */
  private static final long LEAST = 64L << 20;

  private static final int BYTES_PER_PIXEL = 3;

  private static long most = LEAST;

  private FfmpegMemory() {}

  /** Room for a camera's largest picture, as it comes and decoded; never less than before. */
  static synchronized void allow(CameraLimits limits) {
    Natives.load();
    long decoded = BYTES_PER_PIXEL * limits.maxFilePixels();
    most = Math.max(most, Math.max(limits.maxFileBytes(), decoded));
    av_max_alloc(most);
  }
}

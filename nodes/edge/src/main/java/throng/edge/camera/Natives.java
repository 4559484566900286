package throng.edge.camera;

import static org.bytedeco.ffmpeg.global.avdevice.avdevice_register_all;
import static org.bytedeco.ffmpeg.global.avformat.avformat_network_init;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.opencv.global.opencv_core.setNumThreads;

/** Loads FFmpeg and OpenCV once, and keeps FFmpeg from printing. */
final class Natives {
  static {
    // FFmpeg's lines show addresses with their passwords.
    av_log_set_level(AV_LOG_QUIET);
    avdevice_register_all();
    avformat_network_init();
    // A camera has its thread; more for one small picture cost more than they gain.
    setNumThreads(1);
  }

  private Natives() {}

  static void load() {}
}

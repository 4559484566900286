package throng.edge.camera;

import static org.bytedeco.ffmpeg.global.avdevice.avdevice_register_all;
import static org.bytedeco.ffmpeg.global.avformat.avformat_network_init;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.opencv.global.opencv_core.setNumThreads;

import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;

/**
 * Loads FFmpeg and OpenCV once, and keeps FFmpeg from printing. What was loaded later might fail
 * for want of a descriptor, and then for good.
 */
final class Natives {
  static {
    // FFmpeg's lines show addresses with their passwords.
    av_log_set_level(AV_LOG_QUIET);
    Loader.load(avcodec.class);
    Loader.load(swscale.class);
    Loader.load(opencv_imgproc.class);
    Loader.load(opencv_imgcodecs.class);
    avdevice_register_all();
    avformat_network_init();
    // A camera has its thread; more for one small picture cost more than they gain.
    setNumThreads(1);
  }

  private Natives() {}

  static void load() {}
}

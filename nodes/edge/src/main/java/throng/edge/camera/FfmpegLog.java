package throng.edge.camera;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_INFO;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.setLogCallback;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.javacpp.BytePointer;

/** Collects what FFmpeg would print: the only way in which it tells a camera's formats. */
final class FfmpegLog extends LogCallback {
  private static final FfmpegLog INSTANCE = new FfmpegLog();

  private final StringBuilder text = new StringBuilder();

  private FfmpegLog() {}

  /** The lines that {@code action} makes FFmpeg print. */
  static List<String> during(Runnable action) {
    Natives.load();
    synchronized (INSTANCE) {
      INSTANCE.text.setLength(0);
      setLogCallback(INSTANCE);
      av_log_set_level(AV_LOG_INFO);
      try {
        action.run();
      } finally {
        av_log_set_level(AV_LOG_QUIET);
      }
      return new ArrayList<>(INSTANCE.text.toString().lines().toList());
    }
  }

  @Override
  public void call(int level, BytePointer message) {
    text.append(message.getString());
  }
}

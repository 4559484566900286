package throng.edge.camera;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_INFO;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.setLogCallback;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.javacpp.BytePointer;

/**
 * Collects what FFmpeg would print, for each thread by itself: the only way in which it tells a
 * camera's formats. A thread that hangs in a driver keeps no other from it.
 */
final class FfmpegLog extends LogCallback {
  private static final FfmpegLog INSTANCE = new FfmpegLog();

  private final ConcurrentHashMap<Thread, StringBuffer> texts = new ConcurrentHashMap<>();

  private FfmpegLog() {}

  /** The lines that {@code action} makes FFmpeg print. */
  static List<String> during(Runnable action) {
    Natives.load();
    String text;
    INSTANCE.begin();
    try {
      action.run();
    } finally {
      text = INSTANCE.end();
    }
    return text.lines().toList();
  }

  private synchronized void begin() {
    texts.put(Thread.currentThread(), new StringBuffer());
    setLogCallback(this);
    av_log_set_level(AV_LOG_INFO);
  }

  private synchronized String end() {
    String text = String.valueOf(texts.remove(Thread.currentThread()));
    if (texts.isEmpty()) {
      av_log_set_level(AV_LOG_QUIET);
    }
    return text;
  }

  @Override
  public void call(int level, BytePointer message) {
    StringBuffer text = texts.get(Thread.currentThread());
    if (text != null) {
      text.append(message.getString());
    }
  }
}

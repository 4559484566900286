package throng.edge.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameRecorder;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;
import throng.streams.flow.Outcome;

/**
 * A video file with each picture and, beside it, its density map and count.
 *
 * <p>MP4 holds H.264 and is written in fragments, so that it plays even after a kill; AVI holds
 * MPEG-4. Every picture is brought to the size of the first, in its own shape.
 */
public final class Recorder implements View {
  private static final double BITS_A_PIXEL = 0.15;
  private static final int LEAST_BITS = 500_000;
  private static final int LARGEST_SIDE = 1920;
  private static final double FINE_QUALITY = 3;

  private final Path file;
  private final RecordingPace pace;
  private final Overlay overlay = new Overlay();
  private @Nullable Outcome waiting;
  private @Nullable RecordingClock clock;
  private @Nullable RecordingFile output;
  private @Nullable FFmpegFrameRecorder recorder;
  private int width;
  private int height;

  /**
   * A recording that is begun with the second outcome, which tells the source's rate.
   *
   * @param file ends in {@code .mp4} or {@code .avi}
   */
  public Recorder(Path file, RecordingPace pace) {
    this.file = file;
    this.pace = pace;
  }

  /** Whether a file of this name can be recorded to. */
  public static boolean takes(Path file) {
    return isMp4(file) || lowerCase(file).endsWith(".avi");
  }

  @Override
  public void show(Outcome outcome) throws IOException {
    if (recorder == null && waiting == null) {
      waiting = outcome;
      return;
    }
    if (waiting != null) {
      begin(waiting, pace.framesPerSecond(waiting, outcome));
    }
    write(outcome);
  }

  private void begin(Outcome first, double framesPerSecond) throws IOException {
    waiting = null;
    Mat drawn = overlay.draw(first);
    double shrink = Math.min(1, (double) LARGEST_SIDE / Math.max(drawn.cols(), drawn.rows()));
    width = Math.max(2, (int) (drawn.cols() * shrink) / 2 * 2);
    height = Math.max(2, (int) (drawn.rows() * shrink) / 2 * 2);
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    clock = new RecordingClock(framesPerSecond, pace);
    output = new RecordingFile(file);
    recorder = started(isMp4(file) ? mp4(output, framesPerSecond) : avi(output, framesPerSecond));
    write(first);
  }

  private FFmpegFrameRecorder mp4(RecordingFile to, double framesPerSecond) {
    FFmpegFrameRecorder h264 = recorder(to, "mp4", framesPerSecond);
    h264.setVideoCodecName("libopenh264");
    h264.setOption("movflags", "hybrid_fragmented");
    h264.setVideoBitrate(
        (int) Math.max(LEAST_BITS, BITS_A_PIXEL * 2 * width * height * framesPerSecond));
    return h264;
  }

  private FFmpegFrameRecorder avi(RecordingFile to, double framesPerSecond) {
    FFmpegFrameRecorder mpeg4 = recorder(to, "avi", framesPerSecond);
    mpeg4.setVideoCodec(avcodec.AV_CODEC_ID_MPEG4);
    to.asXvid();
    mpeg4.setVideoQuality(FINE_QUALITY);
    return mpeg4;
  }

  private FFmpegFrameRecorder recorder(RecordingFile to, String format, double framesPerSecond) {
    FFmpegFrameRecorder made = new FFmpegFrameRecorder(to, 2 * width, height);
    made.setFormat(format);
    made.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
    made.setFrameRate(framesPerSecond);
    made.setGopSize((int) Math.max(1, Math.round(2 * framesPerSecond)));
    return made;
  }

  private static FFmpegFrameRecorder started(FFmpegFrameRecorder recorder) throws IOException {
    try {
      recorder.start();
      return recorder;
    } catch (FrameRecorder.Exception e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private void write(Outcome outcome) throws IOException {
    FFmpegFrameRecorder open = Objects.requireNonNull(recorder);
    long number = Objects.requireNonNull(clock).next(outcome);
    if (number == RecordingClock.LEAVE_OUT) {
      return;
    }
    Mat pair = overlay.sideBySide(outcome, new Letterbox(width, height));
    open.setFrameNumber((int) number);
    try {
      open.recordImage(
          pair.cols(),
          pair.rows(),
          Frame.DEPTH_UBYTE,
          pair.channels(),
          (int) pair.step(),
          avutil.AV_PIX_FMT_BGR24,
          pair.<ByteBuffer>createBuffer());
      Objects.requireNonNull(output).check();
    } catch (FrameRecorder.Exception e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (waiting != null) {
        begin(waiting, pace.framesPerSecond(waiting, waiting));
      }
      finish();
    } finally {
      overlay.close();
    }
  }

  private void finish() throws IOException {
    if (recorder == null || output == null) {
      return;
    }
    try (RecordingFile closing = output) {
      recorder.close();
      closing.check();
    } catch (FrameRecorder.Exception e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static boolean isMp4(Path file) {
    return lowerCase(file).endsWith(".mp4");
  }

  private static String lowerCase(Path file) {
    return file.toString().toLowerCase(Locale.ROOT);
  }
}

package throng.edge.output;

import akka.util.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameRecorder;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/**
 * An AVI of MPEG-4 marked XVID with pictures as they came, in the size of the first and each in its
 * own shape.
 *
 * <p>It lasts as long as what it shows: a picture is repeated until the next one's time, and one
 * that comes too soon is left out. A longer silence than {@link #LONGEST_GAP} is shortened to it.
 * One thread.
 */
public final class PictureFilm implements AutoCloseable {
  private static final long LONGEST_GAP = 10;
  private static final double FINE_QUALITY = 3;
  private static final double NANOS = 1e9;

  private final Path file;
  private final int framesPerSecond;
  private final Mat decoded = new Mat();
  private final Mat scaled = new Mat();
  private final Mat shown = new Mat();
  private @Nullable RecordingFile output;
  private @Nullable FFmpegFrameRecorder recorder;
  private int width;
  private int height;
  private long began;
  private long written;

  /** A film whose file is begun with the first picture. */
  public PictureFilm(Path file, int framesPerSecond) {
    this.file = file;
    this.framesPerSecond = framesPerSecond;
  }

  /**
   * Loads what is native, which takes seconds on a busy machine, before the first picture comes.
   */
  public static void prepare() {
    try (Mat none = new Mat()) {
      FFmpegFrameRecorder.tryLoad();
      Jpeg.decode(ByteString.fromString("none"), none);
    } catch (FrameRecorder.Exception | LinkageError e) {
      // Whoever records hears of it then.
    }
  }

  /** Where it is written. */
  public Path file() {
    return file;
  }

  /**
   * Takes the next picture; one that cannot be decoded is left out.
   *
   * @param nanos when it came, by {@link System#nanoTime}
   * @throws IOException if the file takes no more
   */
  public void add(ByteString jpeg, long nanos) throws IOException {
    if (!Jpeg.decode(jpeg, decoded)) {
      return;
    }
    if (recorder == null) {
      begin(nanos);
    }
    long due = Math.round((nanos - began) / NANOS * framesPerSecond);
    if (due < written - 1) {
      return;
    }
    long gap = due - written;
    long longest = LONGEST_GAP * framesPerSecond;
    if (gap > longest) {
      began += (long) ((gap - longest) * NANOS / framesPerSecond);
      gap = longest;
    }
    for (long repeated = 0; repeated < gap; repeated++) {
      write();
    }
    Letterbox box = new Letterbox(width, height);
    box.scale(decoded, scaled);
    box.frame(scaled, shown);
    write();
  }

  private void begin(long nanos) throws IOException {
    began = nanos;
    width = Math.max(2, decoded.cols() / 2 * 2);
    height = Math.max(2, decoded.rows() / 2 * 2);
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    RecordingFile begun = new RecordingFile(file);
    begun.asXvid();
    output = begun;
    FFmpegFrameRecorder made = new FFmpegFrameRecorder(begun, width, height);
    made.setFormat("avi");
    made.setVideoCodec(avcodec.AV_CODEC_ID_MPEG4);
    made.setVideoQuality(FINE_QUALITY);
    made.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
    made.setFrameRate(framesPerSecond);
    made.setGopSize(2 * framesPerSecond);
    recorder = made;
    try {
      made.start();
    } catch (FrameRecorder.Exception e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private void write() throws IOException {
    FFmpegFrameRecorder open = Objects.requireNonNull(recorder);
    open.setFrameNumber((int) written++);
    try {
      open.recordImage(
          shown.cols(),
          shown.rows(),
          Frame.DEPTH_UBYTE,
          shown.channels(),
          (int) shown.step(),
          avutil.AV_PIX_FMT_BGR24,
          shown.<ByteBuffer>createBuffer());
      Objects.requireNonNull(output).check();
    } catch (FrameRecorder.Exception e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Ends the file, so that it plays. */
  @Override
  public void close() throws IOException {
    try (RecordingFile closing = output) {
      if (recorder != null && closing != null) {
        recorder.close();
        closing.check();
      }
    } catch (FrameRecorder.Exception e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      decoded.close();
      scaled.close();
      shown.close();
    }
  }
}

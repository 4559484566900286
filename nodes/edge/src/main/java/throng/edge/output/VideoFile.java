package throng.edge.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameRecorder;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A video file while it is written. One thread.
 *
 * <p>MP4 holds H.264 and is written in fragments, so that it plays even after a kill; any other
 * name is an AVI of MPEG-4 marked XVID.
 */
final class VideoFile implements AutoCloseable {
  private static final double BITS_A_PIXEL = 0.15;
  private static final int LEAST_BITS = 500_000;
  private static final double FINE_QUALITY = 3;

  /** What a kill may cost, beside the last picture. */
  private static final String FRAGMENT_MICROS = "2000000";

  private final RecordingFile output;
  private final FFmpegFrameRecorder recorder;
  private long unsettled;

  /**
   * Begins the file anew.
   *
   * @param width of every picture, in pixels; even
   * @param height of every picture, in pixels; even
   * @throws IOException if the file cannot be written to
   */
  VideoFile(Path file, int width, int height, double framesPerSecond) throws IOException {
    this(new RecordingFile(file), file, width, height, framesPerSecond);
  }

  VideoFile(RecordingFile output, Path file, int width, int height, double framesPerSecond)
      throws IOException {
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    this.output = output;
    recorder = new FFmpegFrameRecorder(output, width, height);
    recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
    recorder.setFrameRate(framesPerSecond);
    recorder.setGopSize((int) Math.max(1, Math.round(2 * framesPerSecond)));
    if (isMp4(file)) {
      asMp4(framesPerSecond * width * height);
    } else {
      asAvi();
    }
    start();
  }

  private void start() throws IOException {
    try {
      recorder.start();
    } catch (FrameRecorder.Exception e) {
      output.close();
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Whether the file's name says what kind of video it is to be: {@code .mp4} or {@code .avi}. */
  static boolean takes(Path file) {
    return isMp4(file) || lowerCase(file).endsWith(".avi");
  }

  private void asMp4(double pixelsPerSecond) {
    recorder.setFormat("mp4");
    recorder.setVideoCodecName("libopenh264");
    recorder.setOption("movflags", "hybrid_fragmented");
    // By time: a slow camera has few pictures that need no other, which end fragments else.
    recorder.setOption("frag_duration", FRAGMENT_MICROS);
    recorder.setVideoBitrate((int) Math.max(LEAST_BITS, BITS_A_PIXEL * pixelsPerSecond));
  }

  private void asAvi() {
    recorder.setFormat("avi");
    recorder.setVideoCodec(avcodec.AV_CODEC_ID_MPEG4);
    recorder.setVideoQuality(FINE_QUALITY);
    output.asXvid();
  }

  /**
   * Writes a picture.
   *
   * @param picture 8-bit BGR, of the file's size
   * @param number of the frame, larger than any before; the one before is shown until then
   * @throws LostOutcomes if the file takes no more; with how many before are lost too
   */
  void add(Mat picture, long number) throws IOException {
    recorder.setFrameNumber((int) number);
    long before = output.written();
    try {
      recorder.recordImage(
          picture.cols(),
          picture.rows(),
          Frame.DEPTH_UBYTE,
          picture.channels(),
          (int) picture.step(),
          avutil.AV_PIX_FMT_BGR24,
          picture.<ByteBuffer>createBuffer());
      output.check();
    } catch (IOException e) {
      throw new LostOutcomes(unsettled, e);
    }
    // What is written is whole up to the picture before.
    unsettled = output.written() > before ? 1 : unsettled + 1;
  }

  /** Ends the file, so that it plays. */
  @Override
  public void close() throws IOException {
    try (RecordingFile closing = output) {
      recorder.close();
      closing.check();
    } catch (IOException e) {
      throw new LostOutcomes(unsettled, e);
    }
  }

  private static boolean isMp4(Path file) {
    return lowerCase(file).endsWith(".mp4");
  }

  private static String lowerCase(Path file) {
    return file.toString().toLowerCase(Locale.ROOT);
  }
}

package throng.edge.output;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import akka.util.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/**
 * A {@link VideoFile} with pictures as they came, in the size of the first and each in its own
 * shape.
 *
 * <p>It lasts as long as what it shows: a picture is repeated until the next one's time, and one
 * that comes too soon is left out. A longer silence than {@link #LONGEST_GAP} is shortened to it.
 * One thread.
 */
public final class PictureFilm implements AutoCloseable {
  private static final long LONGEST_GAP = 10;
  private static final int ANY_QUALITY = 90;
  private static final double NANOS = 1e9;

  private final Path file;
  private final int framesPerSecond;
  private final Mat decoded = new Mat();
  private final Mat scaled = new Mat();
  private final Mat shown = new Mat();
  private @Nullable VideoFile video;
  private int width;
  private int height;
  private long began;
  private long written;
  private long undecodable;

  /** A film whose file is begun with the first picture. */
  public PictureFilm(Path file, int framesPerSecond) {
    this.file = file;
    this.framesPerSecond = framesPerSecond;
  }

  /**
   * Loads what is native, which takes seconds on a busy machine, before the first picture comes.
   */
  public static void prepare() {
    try (Mat small = new Mat(16, 16, CV_8UC3)) {
      FFmpegFrameRecorder.tryLoad();
      Jpeg.decode(Jpeg.encode(small, ANY_QUALITY), small);
    } catch (IOException | LinkageError e) {
      // Whoever records hears of it then.
    }
  }

  /** Where it is written. */
  public Path file() {
    return file;
  }

  /** How many pictures are missing because they cannot be decoded. */
  public long undecodable() {
    return undecodable;
  }

  /** Whether there is a file: a picture that could be decoded has come. */
  public boolean hasBegun() {
    return video != null;
  }

  /**
   * Takes the next picture; one that cannot be decoded is left out.
   *
   * @param nanos when it came, by {@link System#nanoTime}
   * @return whether it could be
   * @throws IOException if the file takes no more
   */
  public boolean add(ByteString jpeg, long nanos) throws IOException {
    boolean isWhole = Jpeg.decode(jpeg, decoded);
    if (isWhole) {
      show(nanos);
    } else {
      undecodable++;
    }
    return isWhole;
  }

  /** Has the film show the decoded picture from its time on. */
  private void show(long nanos) throws IOException {
    VideoFile to = video == null ? begin(nanos) : video;
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
      to.add(shown, written++);
    }
    Letterbox box = new Letterbox(width, height);
    box.scale(decoded, scaled);
    box.frame(scaled, shown);
    to.add(shown, written++);
  }

  private VideoFile begin(long nanos) throws IOException {
    began = nanos;
    width = Math.max(2, decoded.cols() / 2 * 2);
    height = Math.max(2, decoded.rows() / 2 * 2);
    VideoFile begun = new VideoFile(file, width, height, framesPerSecond);
    video = begun;
    return begun;
  }

  /** Ends the file, so that it plays. */
  @Override
  public void close() throws IOException {
    try {
      if (video != null) {
        video.close();
      }
    } finally {
      decoded.close();
      scaled.close();
      shown.close();
    }
  }
}

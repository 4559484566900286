package throng.edge.output;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;
import throng.streams.flow.Outcome;

/**
 * A video file with each picture and, beside it, its density map and count.
 *
 * <p>Every picture is brought to the size of the first, in its own shape.
 */
public final class Recorder implements View {
  private static final int LARGEST_SIDE = 1920;

  private final Path file;
  private final RecordingPace pace;
  private final Overlay overlay = new Overlay();
  private @Nullable Outcome waiting;
  private @Nullable Recording recording;

  /** A file that has begun. */
  private record Recording(VideoFile file, RecordingClock clock, int width, int height) {}

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
    return VideoFile.takes(file);
  }

  @Override
  public void show(Outcome outcome) throws IOException {
    Recording begun = recording;
    if (begun != null) {
      write(begun, outcome);
    } else if (waiting == null) {
      waiting = outcome;
    } else {
      write(begin(waiting, pace.framesPerSecond(waiting, outcome)), outcome);
    }
  }

  private Recording begin(Outcome first, double framesPerSecond) throws IOException {
    waiting = null;
    Mat drawn = overlay.draw(first);
    double shrink = Math.min(1, (double) LARGEST_SIDE / Math.max(drawn.cols(), drawn.rows()));
    int width = Math.max(2, (int) (drawn.cols() * shrink) / 2 * 2);
    int height = Math.max(2, (int) (drawn.rows() * shrink) / 2 * 2);
    Recording begun =
        new Recording(
            new VideoFile(file, 2 * width, height, framesPerSecond),
            new RecordingClock(framesPerSecond, pace),
            width,
            height);
    recording = begun;
    write(begun, first);
    return begun;
  }

  private void write(Recording to, Outcome outcome) throws IOException {
    long number = to.clock().next(outcome);
    if (number != RecordingClock.LEAVE_OUT) {
      Letterbox box = new Letterbox(to.width(), to.height());
      to.file().add(overlay.sideBySide(outcome, box), number);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (waiting != null) {
        begin(waiting, pace.framesPerSecond(waiting, waiting));
      }
      if (recording != null) {
        recording.file().close();
      }
    } finally {
      overlay.close();
    }
  }
}

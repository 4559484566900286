package throng.edge.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;
import throng.streams.flow.Outcome;

/**
 * A video file with each picture and, beside it, its density map; a bar below them says count and
 * time.
 *
 * <p>Every picture is brought to the size of the first, in its own shape. Where a file takes no
 * more, what comes next begins another.
 */
public final class Recorder implements View {
  private static final int LARGEST_SIDE = 1920;

  private final FileSeries files;
  private final RecordingPace pace;
  private final Opening opening;
  private final Overlay overlay;
  private @Nullable Outcome waiting;
  private OptionalDouble framesPerSecond = OptionalDouble.empty();
  private @Nullable Recording recording;

  /** Begins a video file. */
  interface Opening {
    VideoFile open(Path file, int width, int height, double framesPerSecond) throws IOException;
  }

  /** A file that has begun. */
  private record Recording(VideoFile file, RecordingClock clock, int width, int height) {}

  /**
   * A recording that is begun with the second outcome, which tells the source's rate.
   *
   * @param files end in {@code .mp4} or {@code .avi}
   * @param overlay draws the pictures; closed with the recording
   */
  Recorder(FileSeries files, RecordingPace pace, Overlay overlay) {
    this(files, pace, overlay, VideoFile::new);
  }

  Recorder(FileSeries files, RecordingPace pace, Overlay overlay, Opening opening) {
    this.files = files;
    this.pace = pace;
    this.overlay = overlay;
    this.opening = opening;
  }

  /** Whether a file of this name can be recorded to. */
  public static boolean takes(Path file) {
    return VideoFile.takes(file);
  }

  @Override
  public void show(Outcome outcome) throws IOException {
    try {
      if (recording != null && files.isOver()) {
        end();
      }
      add(outcome);
    } catch (IOException | RuntimeException e) {
      giveUp();
      throw e;
    }
  }

  @Override
  public void everySecond() {
    files.everySecond();
  }

  private void add(Outcome outcome) throws IOException {
    Recording begun = recording;
    Outcome first = waiting;
    if (begun != null) {
      write(begun, outcome);
    } else if (first != null) {
      Recording beginning = begin(first, outcome);
      waiting = null;
      write(beginning, outcome);
    } else if (framesPerSecond.isPresent()) {
      begin(outcome, outcome);
    } else {
      waiting = outcome;
    }
  }

  private Recording begin(Outcome first, Outcome second) throws IOException {
    double rate = framesPerSecond.orElse(pace.framesPerSecond(first, second));
    framesPerSecond = OptionalDouble.of(rate);
    Mat drawn = overlay.draw(first);
    double shrink = Math.min(1, (double) LARGEST_SIDE / Math.max(drawn.cols(), drawn.rows()));
    int width = Math.max(2, (int) (drawn.cols() * shrink) / 2 * 2);
    int height = Math.max(2, (int) (drawn.rows() * shrink) / 2 * 2);
    Recording begun =
        new Recording(
            open(2 * width, height + Bar.height(2 * width, height), rate),
            new RecordingClock(rate, pace),
            width,
            height);
    recording = begun;
    write(begun, first);
    return begun;
  }

  private VideoFile open(int width, int height, double rate) throws IOException {
    Path path = files.next();
    try {
      return opening.open(path, width, height, rate);
    } catch (IOException | RuntimeException e) {
      files.giveBack(path);
      throw e;
    }
  }

  private void write(Recording to, Outcome outcome) throws IOException {
    long number = to.clock().next(outcome);
    if (number != RecordingClock.LEAVE_OUT) {
      Letterbox box = new Letterbox(to.width(), to.height());
      to.file().add(overlay.sideBySide(outcome, box), number);
    }
  }

  private void end() throws IOException {
    Recording ending = recording;
    recording = null;
    if (ending != null) {
      ending.file().close();
    }
  }

  private void giveUp() {
    try {
      end();
    } catch (IOException | RuntimeException failedBefore) {
      // What failed first is what is told.
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (waiting != null) {
        begin(waiting, waiting);
      }
      end();
    } finally {
      overlay.close();
    }
  }
}

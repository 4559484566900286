package throng.edge.output;

import akka.Done;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.util.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import throng.common.console.Console;
import throng.streams.camera.CapturedFrame;
import throng.streams.camera.Picture;
import throng.streams.flow.Outcome;
import throng.streams.frame.DensityMap;
import throng.streams.frame.Mode;
import throng.streams.log.Reason;
import throng.streams.settings.SettingsException;

/** Everything that one process' outcomes are shown on and written to. */
public final class Views {
  private final ViewOptions options;
  private final int cameras;
  private final Console console;
  private final @Nullable CsvFile csv;
  private volatile boolean incomplete;

  private Views(ViewOptions options, int cameras, Console console, @Nullable CsvFile csv) {
    this.options = options;
    this.cameras = cameras;
    this.console = console;
    this.csv = csv;
  }

  /**
   * Checks what can be checked before anything starts, and begins the CSV file.
   *
   * @param cameras how many there are; each of several has files of its own, named after it
   * @throws SettingsException if there is no display, or a file or folder cannot be written
   */
  public static Views open(ViewOptions options, int cameras, Console console) {
    if (options.show() || options.windows()) {
      Screen.missing()
          .ifPresent(
              sentence -> {
                throw new SettingsException(sentence);
              });
    }
    options.record().ifPresent(Views::checkRecording);
    options.record().ifPresent(file -> PictureFilm.prepare());
    options.maps().ifPresent(Views::makeFolder);
    return new Views(options, cameras, console, options.csv().map(Views::beginCsv).orElse(null));
  }

  /**
   * The sinks of one camera; each materializes what is done once its file or window is closed.
   *
   * @param ended told when the user closes the camera's window
   */
  public List<Sink<Outcome, CompletionStage<Done>>> of(
      String camera, Mode mode, ViewSettings settings, Runnable ended) {
    List<Sink<Outcome, CompletionStage<Done>>> sinks = new ArrayList<>();
    WaitingRoom room = WaitingRoom.oneOf(cameras * options.files(), settings.buffer());
    if (csv != null) {
      WaitingRoom rows = new WaitingRoom(settings.rows(), Long.MAX_VALUE);
      sinks.add(
          Flow.fromFunction(Views::withoutPixels)
              .toMat(
                  ViewSink.ofRows(csv.rowsOf(camera), mode, rows, listener("--csv", options.csv())),
                  Keep.right()));
    }
    options
        .record()
        .ifPresent(
            file -> {
              Path own = cameras > 1 ? named(file, camera) : file;
              RecordingPace pace =
                  new RecordingPace(
                      mode == Mode.LIVE, settings.recordFps(), settings.secondsAPicture());
              View view = new Recorder(own, pace);
              sinks.add(sink(view, mode, room, "--record", Optional.of(own)));
            });
    options
        .maps()
        .ifPresent(
            folder -> {
              Path own = cameras > 1 ? folder.resolve(camera) : folder;
              makeFolder(own);
              View view = new MapsFolder(own, camera);
              sinks.add(sink(view, mode, room, "--maps", Optional.of(own)));
            });
    if (options.show()) {
      // A window has no use for what is not the newest, whatever the mode.
      View view = new ShowWindow("Throng - " + camera, ended);
      sinks.add(sink(view, Mode.LIVE, WaitingRoom.FOR_ONE, "--show", Optional.empty()));
    }
    if (options.windows()) {
      View view = new TwoWindows("Throng - " + camera, ended);
      sinks.add(sink(view, Mode.LIVE, WaitingRoom.FOR_ONE, "--windows", Optional.empty()));
    }
    return sinks;
  }

  /** Closes what the cameras share; call it once none of them writes any more. */
  public void close() {
    if (csv != null) {
      try {
        csv.close();
      } catch (IOException e) {
        report("--csv", options.csv(), e);
      }
    }
  }

  /** Whether a file that the user asked for lacks something. */
  public boolean isIncomplete() {
    return incomplete;
  }

  private Sink<Outcome, CompletionStage<Done>> sink(
      View view, Mode mode, WaitingRoom room, String option, Optional<Path> file) {
    return ViewSink.create(view, mode, room, listener(option, file));
  }

  private ViewListener listener(String option, Optional<Path> file) {
    return new ViewListener() {
      @Override
      public void failed(IOException why) {
        report(option, file, why);
      }

      @Override
      public void leftOut(long outcomes) {
        if (file.isPresent()) {
          incomplete = true;
          console.error(
              option
                  + " "
                  + file.get()
                  + ": "
                  + outcomes
                  + " frames were left out, because writing was slower than the camera.");
        }
      }
    };
  }

  private void report(String option, Optional<Path> file, IOException why) {
    incomplete |= file.isPresent();
    console.error(
        option
            + file.map(path -> " " + path).orElse("")
            + ": cannot be written any more ("
            + reason(why)
            + "). Counting goes on; what comes from here on is missing there.");
  }

  private static CsvFile beginCsv(Path file) {
    try {
      return CsvFile.create(file);
    } catch (IOException e) {
      throw new SettingsException("--csv " + file + ": cannot be written (" + reason(e) + ").");
    }
  }

  private static void checkRecording(Path file) {
    if (!Recorder.takes(file)) {
      throw new SettingsException("--record " + file + ": the name must end in .mp4 or .avi.");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isWritable(folder) || Files.isDirectory(file)) {
      throw new SettingsException(
          "--record " + file + ": its folder is not there or cannot be written to.");
    }
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new SettingsException(
          "--maps " + folder + ": the folder cannot be made (" + reason(e) + ").");
    }
  }

  private static String reason(IOException e) {
    return e instanceof java.nio.file.NoSuchFileException
        ? "its folder is not there"
        : e instanceof java.nio.file.AccessDeniedException ? "permission denied" : Reason.of(e);
  }

  /** {@code out.mp4} becomes {@code out-door.mp4}. */
  static Path named(Path file, String camera) {
    String name = String.valueOf(file.getFileName());
    int point = name.lastIndexOf('.');
    return file.resolveSibling(name.substring(0, point) + "-" + camera + name.substring(point));
  }

  // Rows that wait for a slow disk must not hold their pictures in memory.
  private static Outcome withoutPixels(Outcome outcome) {
    Picture picture = outcome.frame().picture();
    Picture light =
        new Picture(
            ByteString.emptyByteString(),
            picture.width(),
            picture.height(),
            picture.capturedNanos(),
            picture.capturedMillis(),
            picture.name(),
            picture.positionSeconds(),
            picture.truth());
    CapturedFrame frame = new CapturedFrame(outcome.frame().sequence(), light);
    return outcome.reply() instanceof DensityMap map
        ? new Outcome(frame, withoutValues(map), outcome.ageNanos())
        : new Outcome(frame, outcome.reply(), outcome.ageNanos());
  }

  private static DensityMap withoutValues(DensityMap map) {
    return new DensityMap(
        map.sequence(), map.capturedNanos(), 0, 0, map.count(), new float[0], map.timing());
  }
}

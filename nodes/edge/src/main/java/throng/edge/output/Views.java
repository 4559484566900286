package throng.edge.output;

import akka.Done;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.util.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import throng.common.console.Console;
import throng.edge.output.Outage.Retry;
import throng.streams.camera.CapturedFrame;
import throng.streams.camera.Picture;
import throng.streams.flow.Outcome;
import throng.streams.frame.DensityMap;
import throng.streams.frame.Mode;
import throng.streams.settings.SettingsException;

/** Everything that one process' outcomes are shown on and written to. */
public final class Views {
  private final ViewOptions options;
  private final int cameras;
  private final OutputFiles files;
  private final @Nullable CsvFile csv;
  private @Nullable Windows windows;
  private Duration linger = Duration.ZERO;

  private Views(ViewOptions options, int cameras, OutputFiles files, @Nullable CsvFile csv) {
    this.options = options;
    this.cameras = cameras;
    this.files = files;
    this.csv = csv;
  }

  /**
   * Checks what can be checked before anything starts, and begins the CSV file.
   *
   * @param cameras how many there are; each of several has files of its own, named after it
   * @param clock dates files, and tells when the next ones begin
   * @throws SettingsException if there is no display, or a file or folder cannot be written
   */
  public static Views open(
      ViewOptions options,
      FileSettings settings,
      int cameras,
      Console console,
      InstantSource clock) {
    if (options.show() || options.windows()) {
      Screen.missing()
          .ifPresent(
              sentence -> {
                throw new SettingsException(sentence);
              });
    }
    checkDated(options, settings);
    options.record().ifPresent(Views::checkRecording);
    options.record().ifPresent(file -> PictureFilm.prepare());
    options.maps().ifPresent(Views::makeFolder);
    OutputFiles files = new OutputFiles(settings, console, clock);
    CsvFile csv = options.csv().map(file -> beginCsv(file, files)).orElse(null);
    return new Views(options, cameras, files, csv);
  }

  /**
   * Opens the windows that were asked for, if any; to be called once, before {@link #of}.
   *
   * @param ended told why, when the user ends the program in a window
   */
  public void openWindows(List<Scene> scenes, Consumer<String> ended) {
    if ((options.show() || options.windows()) && !scenes.isEmpty()) {
      windows = Windows.open(options, scenes, ended);
      linger =
          scenes.stream()
              .map(scene -> scene.settings().linger())
              .max(Comparator.naturalOrder())
              .orElseThrow();
    }
  }

  /**
   * How long windows are still to be looked at once the last camera has ended; zero: none is open.
   */
  public Duration linger() {
    return windows != null && windows.isAnyOpen() ? linger : Duration.ZERO;
  }

  /** The sinks of one camera; each materializes what is done once its file is closed. */
  public List<Sink<Outcome, CompletionStage<Done>>> of(Scene scene, Mode mode) {
    CameraStatus status = scene.status();
    ViewSettings settings = scene.settings();
    String camera = status.name();
    List<Sink<Outcome, CompletionStage<Done>>> sinks = new ArrayList<>();
    WaitingRoom room = WaitingRoom.oneOf(cameras * options.files(), settings.buffer());
    options.csv().ifPresent(file -> sinks.add(rows(file, status, mode, settings)));
    options
        .record()
        .ifPresent(
            file -> {
              FileName own = ownName(file, camera);
              View view =
                  new Recorder(files.recordings(own), pace(mode, settings), scene.overlay());
              sinks.add(sink(view, mode, room, "--record", own.path(), files.retry()));
            });
    options
        .maps()
        .ifPresent(
            folder -> {
              Path own = cameras > 1 ? folder.resolve(camera) : folder;
              makeFolder(own);
              // A picture whose maps cannot be written says nothing of the next one's.
              View view = new MapsFolder(own, camera, scene.overlay(), files.overwrite());
              sinks.add(sink(view, mode, room, "--maps", own, Retry.AT_ONCE));
            });
    if (windows != null) {
      windows.of(camera).forEach(view -> sinks.add(window(view)));
    }
    return sinks;
  }

  /** Closes what the cameras share; call it once none of them writes any more. */
  public void close() {
    if (windows != null) {
      windows.close();
    }
    if (csv != null) {
      try {
        csv.close();
      } catch (IOException e) {
        options.csv().ifPresent(file -> rowsListener(file, files).failed(e));
      }
    }
  }

  /** Whether a file that the user asked for lacks something. */
  public boolean isIncomplete() {
    return files.isIncomplete();
  }

  private FileName ownName(Path file, String camera) {
    FileName name = new FileName(file);
    return cameras > 1 ? name.ofCamera(camera) : name;
  }

  private static RecordingPace pace(Mode mode, ViewSettings settings) {
    return new RecordingPace(mode == Mode.LIVE, settings.recordFps(), settings.secondsAPicture());
  }

  private Sink<Outcome, CompletionStage<Done>> rows(
      Path file, CameraStatus status, Mode mode, ViewSettings settings) {
    CsvFile shared = csv;
    if (shared == null) {
      throw new IllegalStateException("The CSV file is begun with the views");
    }
    View view = files.rowsOf(status.name(), status::network, mode, shared);
    WaitingRoom room = new WaitingRoom(settings.rows(), Long.MAX_VALUE);
    return Flow.fromFunction(Views::withoutPixels)
        .toMat(ViewSink.ofRows(view, mode, room, rowsListener(file, files)), Keep.right());
  }

  private Sink<Outcome, CompletionStage<Done>> sink(
      View view, Mode mode, WaitingRoom room, String option, Path file, Retry retry) {
    ViewListener listener = files.listener(option, file, "pictures", retry);
    return ViewSink.create(view, mode, room, listener, retry);
  }

  // A window has no use for what is not the newest, whatever the mode.
  private Sink<Outcome, CompletionStage<Done>> window(View view) {
    ViewListener listener = files.listener(options.show() ? "--show" : "--windows");
    return ViewSink.create(view, Mode.LIVE, WaitingRoom.FOR_ONE, listener);
  }

  private static ViewListener rowsListener(Path file, OutputFiles files) {
    return files.listener("--csv", file, "rows", files.retry());
  }

  private static CsvFile beginCsv(Path file, OutputFiles files) {
    if (Files.isDirectory(file)) {
      throw new SettingsException("--csv " + file + ": this is a folder; name a file.");
    }
    try {
      return CsvFile.begin(
          files.rows(new FileName(file)),
          files.overwrite(),
          RowFile::channel,
          new Outage(files.retry(), rowsListener(file, files)),
          files.columns());
    } catch (IOException e) {
      throw new SettingsException(
          "--csv " + file + ": cannot be written (" + OutputFiles.reason(e) + ").");
    }
  }

  private static void checkDated(ViewOptions options, FileSettings settings) {
    List<Path> written =
        Stream.of(options.record(), options.csv()).flatMap(Optional::stream).toList();
    boolean isDated = written.stream().anyMatch(file -> new FileName(file).isDated());
    if (settings.deletes() && !written.isEmpty() && !isDated) {
      throw new SettingsException(
          "--keep and --keep-free need "
              + FileName.TIME
              + " in the name of --record or --csv: it stands for the time at which a file begins,"
              + " as in film-%t.mp4.");
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
          "--maps " + folder + ": the folder cannot be made (" + OutputFiles.reason(e) + ").");
    }
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

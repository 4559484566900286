package throng.edge.output;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How files are begun and kept in tests. */
final class FilesOfTests {
  static final FileSettings NONE_LOST = settings(Optional.empty(), Optional.empty(), false);
  static final FileSettings OVERWRITTEN = settings(Optional.empty(), Optional.empty(), true);

  /** What was said of files. */
  final List<String> said = new ArrayList<>();

  private final InstantSource clock;

  FilesOfTests(InstantSource clock) {
    this.clock = clock;
  }

  static FileSettings settings(
      Optional<Duration> keep, Optional<Long> keepFree, boolean overwrite) {
    return new FileSettings(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        keep,
        keepFree,
        Duration.ofSeconds(10),
        overwrite);
  }

  FileSeries series(Path file) {
    return series(file, Optional.empty(), NONE_LOST);
  }

  FileSeries series(Path file, Duration every) {
    return series(file, Optional.of(every), NONE_LOST);
  }

  FileSeries series(Path file, Optional<Duration> every, FileSettings settings) {
    return new FileSeries(new FileName(file), every, settings, clock, said::add);
  }
}

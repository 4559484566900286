package throng.edge.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSeriesTest {
  @TempDir Path folder;

  private final SetClock clock = new SetClock();
  private final FilesOfTests files = new FilesOfTests(clock);

  @Test
  void takesTheNextFreeNumber() throws IOException {
    Files.writeString(folder.resolve("out.mp4"), "yesterday's");
    Files.createSymbolicLink(folder.resolve("out-2.mp4"), folder.resolve("nowhere"));
    FileSeries series = files.series(folder.resolve("out.mp4"));

    assertThat(series.next()).isEqualTo(folder.resolve("out-3.mp4")).isEmptyFile();
    assertThat(series.next()).isEqualTo(folder.resolve("out-4.mp4")).isEmptyFile();
  }

  @Test
  void takesAFileThatWasGivenBackAgainAndTellsOfItOnce() throws IOException {
    Files.writeString(folder.resolve("out.mp4"), "yesterday's");
    FileSeries series = files.series(folder.resolve("out.mp4"));

    for (int i = 0; i < 3; i++) {
      series.giveBack(series.next());
    }

    assertThat(folder.resolve("out-2.mp4")).doesNotExist();
    assertThat(files.said).hasSize(1);
  }

  @Test
  void overwritesOnlyWhatWasNamed() throws IOException {
    Files.writeString(folder.resolve("out.mp4"), "yesterday's");
    Files.writeString(folder.resolve("out-2.mp4"), "another's");
    FileSeries series =
        files.series(folder.resolve("out.mp4"), Optional.empty(), FilesOfTests.OVERWRITTEN);

    assertThat(series.next()).isEqualTo(folder.resolve("out.mp4"));
    assertThat(series.next()).isEqualTo(folder.resolve("out-3.mp4"));
  }

  @Test
  void datesTwoOfASecondApart() throws IOException {
    FileSeries series = files.series(folder.resolve("%t.mp4"));

    assertThat(series.next()).isEqualTo(folder.resolve("20261126T102030Z.mp4"));
    assertThat(series.next()).isEqualTo(folder.resolve("20261126T102031Z.mp4"));
  }

  @Test
  void isOverAtEachFullHour() throws IOException {
    FileSeries series = files.series(folder.resolve("out.mp4"), Duration.ofHours(1));
    series.next();

    clock.forward(Duration.ofMinutes(39));
    assertThat(series.isOver()).isFalse();
    clock.forward(Duration.ofMinutes(1));
    assertThat(series.isOver()).isTrue();
    series.next();
    assertThat(series.isOver()).isFalse();
  }

  @Test
  void deletesWhatIsTooOldAsTimeGoes() throws IOException {
    Path old = Files.writeString(folder.resolve("20261026T102100Z.mp4"), "film");
    FileSettings month =
        FilesOfTests.settings(Optional.of(Duration.ofDays(31)), Optional.empty(), false);
    FileSeries series = files.series(folder.resolve("%t.mp4"), Optional.empty(), month);
    series.next();
    assertThat(old).exists();

    clock.forward(Duration.ofMinutes(1));
    series.everySecond();

    assertThat(old).doesNotExist();
    assertThat(files.said).last().asString().contains("deleted ", "20261026T102100Z.mp4");
  }

  @Test
  void leavesDevicesAsTheyAre() throws IOException {
    FileSeries series = files.series(Path.of("/dev/null"));

    assertThat(series.next()).isEqualTo(Path.of("/dev/null"));
    assertThat(series.next()).isEqualTo(Path.of("/dev/null"));
  }
}

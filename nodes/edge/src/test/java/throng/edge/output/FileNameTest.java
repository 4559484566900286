package throng.edge.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
  private static final Instant MOMENT = Instant.parse("2026-11-26T02:18:44.9Z");
  private static final FileName DATED = new FileName(Path.of("films", "door-%t.mp4"));

  @Test
  void datesAFileInUtc() {
    Path file = DATED.at(MOMENT);

    assertThat(file).isEqualTo(Path.of("films", "door-20261126T021844Z.mp4"));
    assertThat(DATED.begun(file)).contains(Instant.parse("2026-11-26T02:18:44Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "door-20261126T021844Z.mp4.bak",
        "xdoor-20261126T021844Z.mp4",
        "door-20261126T021844Z-2.mp4",
        "door-20261126T021844Z.avi",
        "door-20261131T021844Z.mp4",
        "door-20261126T251844Z.mp4",
        "door-2026-11-26.mp4",
        "door-%t.mp4",
        "door-.mp4",
        "DOOR-20261126T021844Z.mp4"
      })
  void knowsOnlyWhatIsNamedExactlySo(String name) {
    assertThat(DATED.begun(Path.of("films", name))).isEmpty();
  }

  @Test
  void takesNothingForAFileOfANameWithoutTime() {
    assertThat(new FileName(Path.of("a.mp4")).begun(Path.of("a.mp4"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"out.mp4,out-2.mp4", "out,out-2", ".csv,.csv-2", "a.b.csv,a.b-2.csv"})
  void numbersBeforeTheEnding(String name, String second) {
    assertThat(new FileName(Path.of(name)).numbered(1)).isEqualTo(Path.of(name));
    assertThat(new FileName(Path.of(name)).numbered(2)).isEqualTo(Path.of(second));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/null", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"})
  void knowsWhatKeepsNothing(String name) {
    assertThat(new FileName(Path.of(name)).isStream()).isTrue();
    assertThat(new FileName(Path.of("/dev/shm/counts.csv")).isStream()).isFalse();
  }
}

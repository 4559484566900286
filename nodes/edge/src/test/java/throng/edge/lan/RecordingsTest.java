package throng.edge.lan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingsTest {
  @Test
  void namesAFileAfterTheMoment() {
    assertThat(new Recordings(Optional.empty(), false).next(1700000000123L))
        .isEqualTo(Path.of("video_stream_1700000000123.avi"));
  }

  @Test
  void neverTakesAnEarlierFilesPlace() {
    Recordings recordings = new Recordings(Optional.of(Path.of("films", "door.avi")), false);

    assertThat(recordings.next(1)).isEqualTo(Path.of("films", "door.avi"));
    assertThat(recordings.next(2)).isEqualTo(Path.of("films", "door-2.avi"));
    assertThat(recordings.next(3)).isEqualTo(Path.of("films", "door-3.avi"));
  }

  @Test
  void takesThePlaceOfNothingThatExists(@TempDir Path folder) throws IOException {
    Path film = Files.writeString(folder.resolve("door.avi"), "yesterday's");

    assertThat(new Recordings(Optional.of(film), false).next(1))
        .isEqualTo(folder.resolve("door-2.avi"));
    assertThat(new Recordings(Optional.of(film), true).next(1)).isEqualTo(film);
  }
}

package throng.edge.lan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordingsTest {
  @Test
  void namesAFileAfterTheMoment() {
    assertThat(new Recordings(Optional.empty()).next(1700000000123L))
        .isEqualTo(Path.of("video_stream_1700000000123.avi"));
  }

  @Test
  void neverTakesAnEarlierFilesPlace() {
    Recordings recordings = new Recordings(Optional.of(Path.of("films", "door.avi")));

    assertThat(recordings.next(1)).isEqualTo(Path.of("films", "door.avi"));
    assertThat(recordings.next(2)).isEqualTo(Path.of("films", "door-2.avi"));
    assertThat(recordings.next(3)).isEqualTo(Path.of("films", "door-3.avi"));
  }
}

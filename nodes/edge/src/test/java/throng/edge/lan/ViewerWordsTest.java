package throng.edge.lan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import throng.edge.output.window.Caption;

class ViewerWordsTest {
  private static final long AWHILE = TimeUnit.SECONDS.toNanos(12);

  private final ViewerWords words = new ViewerWords("door:6810");
  private final Phase idle = new Phase.Idle();
  private final Phase streaming = new Phase.Streaming(false, false);

  @Test
  void namesTheEdgeAndWhatIsAwaited() {
    Caption said = words.now(new Phase.Awaiting(Optional.empty()), false, 0);

    assertThat(said.name()).isEqualTo("door:6810");
    assertThat(said.details()).startsWith("not connected");
    assertThat(said.notice()).startsWith("waiting for the edge");
    assertThat(words.now(new Phase.Awaiting(Optional.empty()), true, 0).notice())
        .isEqualTo("waiting for a picture");
    assertThat(words.now(streaming, true, 0).notice()).isEqualTo("waiting for the first picture");
  }

  @Test
  void aSinglePictureIsNotWhatIsThereOnceItsTimeIsOver() {
    words.shows(LocalTime.of(12, 30, 5));
    assertThat(words.now(idle, true, AWHILE).notice()).isEmpty();
    assertThat(words.now(idle, true, AWHILE).details()).startsWith("single picture", "12:30:05");

    words.fade();

    assertThat(words.now(idle, true, AWHILE).notice()).contains("v: stream");
  }

  @Test
  void aStreamWithoutPicturesSaysForHowLong() {
    words.shows(LocalTime.of(12, 30, 5));
    words.streamsAt("20.0 fps, 3 pictures");

    assertThat(words.now(streaming, true, 0).notice()).isEmpty();
    assertThat(words.now(streaming, true, 0).details()).endsWith("20.0 fps, 3 pictures");
    assertThat(words.now(streaming, true, AWHILE).notice()).isEqualTo("no picture for 12 s");
  }

  @Test
  void saysWhetherItRecords() {
    words.shows(LocalTime.of(12, 30, 5));

    assertThat(words.now(streaming, true, 0).details()).startsWith("streaming");
    assertThat(words.now(new Phase.Streaming(false, true), true, 0).details())
        .startsWith("recording");
  }
}

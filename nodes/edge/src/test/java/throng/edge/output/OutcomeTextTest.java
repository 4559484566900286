package throng.edge.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import throng.streams.camera.Picture;
import throng.streams.frame.SkipReason;

class OutcomeTextTest {
  private final Picture picture = Outcomes.picture(Outcomes.jpeg(8, 8), 8, 8, "a.jpg", 4332.34);
  private final Picture placeless = Outcomes.picture(Outcomes.jpeg(8, 8), 8, 8, "a.jpg", -1);
  private final OutcomeText live = new OutcomeText("door", false, ZoneOffset.UTC);
  private final OutcomeText film = new OutcomeText("door", true, ZoneOffset.UTC);

  @Test
  void saysHowManyPeopleThereAreOrWhyThatIsNotKnown() {
    assertThat(live.result(Outcomes.counted(0, picture, Outcomes.map(1, 1, 63.6f))))
        .isEqualTo("64 people");
    assertThat(live.result(Outcomes.counted(0, picture, Outcomes.map(1, 1, 0.7f))))
        .isEqualTo("1 person");
    assertThat(live.result(Outcomes.counted(0, picture, Outcomes.map(1, 1, 0.2f))))
        .isEqualTo("0 people");
    assertThat(live.result(Outcomes.skipped(0, picture, SkipReason.EXPIRED)))
        .isEqualTo("no count (EXPIRED)");
    assertThat(live.result(Outcomes.outcome(0, picture, null))).isEqualTo("no count (LOST)");
  }

  @Test
  void aCamerasClockIsThatOfTheCaptureWithDateAndZone() {
    assertThat(live.clock(picture)).isEqualTo("2026-11-01 12:30:05 +00:00");
    assertThat(live.clockNow(picture)).isEqualTo("12:30:05");
    assertThat(new OutcomeText("door", false, ZoneId.of("Europe/Berlin")).clock(picture))
        .isEqualTo("2026-11-01 13:30:05 +01:00");
  }

  @Test
  void aFilmsClockIsTheFilmsAndOtherFilesAreNamed() {
    assertThat(film.clock(picture)).isEqualTo("at 1:12:12.3");
    assertThat(film.clockNow(picture)).isEqualTo("at 1:12:12.3");
    assertThat(film.clock(placeless)).isEqualTo("a.jpg");
  }
}

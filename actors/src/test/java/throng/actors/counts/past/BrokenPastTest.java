package throng.actors.counts.past;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import throng.actors.counts.AlertEvent;
import throng.actors.counts.AlertHistory.PastAlert;
import throng.actors.counts.CamerasSeen;
import throng.actors.counts.History.Kept;
import throng.actors.counts.History.Peak;
import throng.actors.counts.History.WeekHour;
import throng.actors.counts.HistoryReader.Point;
import throng.actors.counts.HistoryReader.Row;
import throng.actors.counts.Series;
import throng.actors.counts.Severity;
import throng.streams.frame.CameraId;

/** What {@link PastFuzzTest} looks for, with every kind of question and what may become of it. */
class BrokenPastTest {
  private static final CameraId DOOR = new CameraId("lobby", "door");
  private static final Series SERIES = Series.of(DOOR);
  private static final Point POINT = new Point(0, 14, 9, 17, 60, 1);

  private final PastFuzzTest fuzz = new PastFuzzTest();

  static List<PastQuestion<?>> questions() {
    return PastFuzzTest.QUESTIONS;
  }

  @ParameterizedTest
  @MethodSource("questions")
  void whateverBecomesOfAQuestionIsReadOrRefused(PastQuestion<?> question) throws Exception {
    byte[] bytes = PastBytes.of(question).toArrayUnsafe();

    assertThat(PastBytes.question(PastBytes.of(question))).isEqualTo(question);
    for (byte[] broken : BrokenBytes.of(bytes)) {
      fuzz.readsAQuestionOrRefuses(broken);
    }
  }

  @Test
  void everyKindOfQuestionIsAmongThem() {
    Set<Class<?>> kinds = new HashSet<>();
    questions().forEach(it -> kinds.add(it.getClass()));

    assertThat(kinds).containsExactlyInAnyOrder(PastQuestion.class.getPermittedSubclasses());
    assertThat(answers()).hasSameSizeAs(questions());
  }

  static List<byte[]> answers() {
    return List.of(
        answer(new PresenceQuestion(), true),
        answer(new KeptQuestion(), List.of(new Kept(SERIES, 0, 3600))),
        answer(new PointsQuestion(SERIES, 0, 60, 1, ZoneOffset.UTC), List.of(POINT)),
        answer(
            new RowsQuestion(List.of(SERIES), 0, 60, 1, 9),
            List.of(new Row(SERIES, POINT, "crowd-s 2"))),
        answer(new PeaksQuestion(SERIES, 0, 60, ZoneOffset.UTC), List.of(new Peak(0, 60, 17))),
        answer(
            new WeekQuestion(SERIES, 0, 60, ZoneOffset.UTC),
            List.of(new WeekHour(DayOfWeek.MONDAY, 12, 14, 17, 60))),
        answer(new AlertsQuestion(0, 60, 9, CamerasSeen.ALL), List.of(alert())),
        answer(new BeganQuestion(List.of("a")), Map.of("a", 17L)),
        answer(new EraseQuestion(DOOR), true));
  }

  private static <A> byte[] answer(PastQuestion<A> question, A answer) {
    int first = PastFuzzTest.QUESTIONS.indexOf(question);
    assertThat(first).isNotNegative();
    return BrokenBytes.after(first, PastBytes.ofAnswer(question, answer).toArrayUnsafe());
  }

  private static PastAlert alert() {
    AlertEvent event =
        new AlertEvent(
            AlertEvent.Kind.RESOLVED,
            "full:1",
            "full",
            Series.of(DOOR, "left"),
            Severity.CRITICAL,
            OptionalDouble.of(12.5),
            "cleared",
            "The hall is full no more.",
            1_700_000_000_000L,
            true,
            List.of("ops"));
    return new PastAlert(0, event, OptionalLong.of(1_600_000_000_000L));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void whateverBecomesOfAnAnswerIsReadOrRefused(byte[] answer) throws Exception {
    for (byte[] broken : BrokenBytes.of(answer)) {
      fuzz.readsAnAnswerOrRefuses(broken);
    }
  }
}

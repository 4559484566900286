package throng.actors.counts.past;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import throng.actors.counts.CamerasSeen;
import throng.actors.counts.Series;
import throng.streams.frame.CameraId;

/** Whatever another node asks and answers, it is read whole, or refused. */
class PastFuzzTest {
  private static final CameraId DOOR = new CameraId("lobby", "door");
  private static final Series SERIES = Series.of(DOOR);
  static final List<PastQuestion<?>> QUESTIONS =
      List.of(
          new PresenceQuestion(),
          new KeptQuestion(),
          new PointsQuestion(SERIES, 0, 60, 1, ZoneOffset.UTC),
          new RowsQuestion(List.of(SERIES), 0, 60, 1, 9),
          new PeaksQuestion(SERIES, 0, 60, ZoneOffset.UTC),
          new WeekQuestion(SERIES, 0, 60, ZoneOffset.UTC),
          new AlertsQuestion(0, 60, 9, CamerasSeen.ALL),
          new BeganQuestion(List.of("a")),
          new EraseQuestion(DOOR));

  @FuzzTest(maxDuration = "60s")
  void readsAQuestionOrRefuses(byte[] bytes) throws Exception {
    PastQuestion<?> question;
    try {
      question = PastBytes.question(ByteString.fromArrayUnsafe(bytes));
    } catch (IOException expected) {
      return;
    }
    assertThat(PastBytes.question(PastBytes.of(question))).isEqualTo(question);
  }

  /** The first byte is the question. */
  @FuzzTest(maxDuration = "60s")
  void readsAnAnswerOrRefuses(byte[] bytes) throws Exception {
    if (bytes.length > 0) {
      PastQuestion<?> question = QUESTIONS.get(Byte.toUnsignedInt(bytes[0]) % QUESTIONS.size());
      read(question, ByteString.fromArrayUnsafe(bytes).drop(1));
    }
  }

  private static <A> void read(PastQuestion<A> question, ByteString bytes) throws IOException {
    A answer;
    try {
      answer = PastBytes.answer(question, bytes);
    } catch (IOException expected) {
      return;
    }
    A together = question.together(List.of(answer, answer));
    assertThat(PastBytes.answer(question, PastBytes.ofAnswer(question, together))).isNotNull();
  }
}

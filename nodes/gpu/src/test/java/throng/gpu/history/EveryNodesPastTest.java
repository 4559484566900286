package throng.gpu.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static throng.gpu.history.HandTurnedHistory.DOOR;

import akka.util.ByteString;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.actors.counts.AlertEvent;
import throng.actors.counts.AlertEvent.Kind;
import throng.actors.counts.AlertHistory.PastAlert;
import throng.actors.counts.CamerasSeen;
import throng.actors.counts.History;
import throng.actors.counts.History.Kept;
import throng.actors.counts.History.Peak;
import throng.actors.counts.HistoryReader.Point;
import throng.actors.counts.HistoryReader.Row;
import throng.actors.counts.Series;
import throng.actors.counts.Severity;
import throng.actors.counts.past.EveryNodesPast;
import throng.actors.counts.past.OtherNodes;
import throng.actors.counts.past.PastAnswers;
import throng.actors.counts.past.SitePast;
import throng.actors.counts.past.StillReadException;
import throng.streams.frame.CameraId;

/** A camera was counted here, then at another node; each keeps what it counted. */
class EveryNodesPastTest {
  private static final long NOON = Instant.parse("2026-11-26T12:00:00Z").getEpochSecond();
  private static final long HOUR = 3_600;
  private static final ZoneId UTC = ZoneOffset.UTC;
  private static final Series HALL = Series.of(new CameraId("lobby", "hall"));
  private static final String THERE = "10.0.0.6:7600";
  private static final String GONE = "10.0.0.7:7600";

  @TempDir private Path folder;
  private HandTurnedHistory here;
  private HandTurnedHistory there;
  private PastAnswers answers;
  private List<String> nodes = List.of(THERE);
  private int asked;
  private boolean isSilent;

  /** Nodes that are asked through the bytes of questions and answers; one is silent. */
  private final OtherNodes others =
      new OtherNodes() {
        @Override
        public List<String> names() {
          return nodes;
        }

        @Override
        public List<Reply> ask(ByteString question, List<String> whom) {
          asked++;
          return whom.stream().map(node -> new Reply(node, answer(node, question))).toList();
        }
      };

  @BeforeEach
  void count() throws Exception {
    here = new HandTurnedHistory(Files.createDirectory(folder.resolve("here")));
    there = new HandTurnedHistory(Files.createDirectory(folder.resolve("there")));
    answers = new PastAnswers(Optional.of(there.archive), Duration.ofSeconds(2), Runnable::run);
    here.count(DOOR, NOON, 20, 10);
    there.count(DOOR, NOON + 20, 40, 16);
    there.count(HALL, NOON, 5, 3);
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  private Optional<ByteString> answer(String node, ByteString question) {
    return node.equals(THERE) && !isSilent
        ? Optional.of(answers.answer(question).toCompletableFuture().join())
        : Optional.empty();
  }

  private SitePast look() {
    return new EveryNodesPast(here.archive, others).look();
  }

  @Test
  void aPointHasWhatEachNodeCounted() throws Exception {
    SitePast past = look();

    List<Point> minutes = past.read(DOOR, NOON, NOON + HOUR, 60, UTC);
    List<Point> seconds = past.read(DOOR, NOON, NOON + HOUR, 1, UTC);

    assertThat(minutes).containsExactly(new Point(NOON, 14, 9, 17, 60, 1));
    assertThat(seconds).hasSize(60);
    assertThat(seconds).extracting(Point::epochSecond).isSorted().doesNotHaveDuplicates();
    assertThat(past.missing()).isEmpty();
  }

  @Test
  void whatBothCountedAtOnceIsCountedOnce() throws Exception {
    here.count(HALL, NOON, 5, 5);

    assertThat(look().read(HALL, NOON, NOON + 60, 1, UTC))
        .hasSize(5)
        .allSatisfy(point -> assertThat(point.mean()).isEqualTo(4))
        .allSatisfy(point -> assertThat(point.covered()).isEqualTo(1));
  }

  @Test
  void peaksHoursOfTheWeekAndWhatIsKeptAreOfAllNodes() throws Exception {
    SitePast past = look();

    assertThat(past.kept()).extracting(Kept::series).containsExactly(DOOR, HALL);
    assertThat(past.peaks(DOOR, NOON, NOON + HOUR, UTC))
        .extracting(Peak::people)
        .containsExactly(17.0);
    assertThat(past.week(DOOR, NOON, NOON + HOUR, UTC))
        .singleElement()
        .satisfies(
            hour -> {
              assertThat(hour.mean()).isEqualTo(14);
              assertThat(hour.covered()).isEqualTo(60);
            });
    assertThat(past.compared(DOOR, LocalDate.parse("2026-11-24"), UTC))
        .hasSize(168)
        .filteredOn(hour -> hour.mean().isPresent())
        .singleElement()
        .satisfies(hour -> assertThat(hour.mean()).isEqualTo(OptionalDouble.of(14)));
  }

  @Test
  void rowsOfAllNodesComeByTimeHoweverManyThereAre() throws Exception {
    there.count(HALL, NOON + 100, 3_000, 2);
    here.count(HALL, NOON + 2_000, 500, 4);

    try (Stream<Row> rows = look().rows(List.of(DOOR, HALL), NOON, NOON + HOUR, 1)) {
      List<Row> all = rows.toList();

      assertThat(all).hasSize(60 + 5 + 3_000);
      assertThat(all).extracting(row -> row.point().epochSecond()).isSorted();
      assertThat(all).filteredOn(row -> row.point().mean() == 3).hasSize(505);
    }
  }

  @Test
  void aNodeThatDoesNotAnswerIsNamedAndNotAskedAgain() throws Exception {
    nodes = List.of(THERE, GONE);
    SitePast past = look();

    assertThat(past.read(DOOR, NOON, NOON + HOUR, 60, UTC)).hasSize(1);

    assertThat(past.missing()).containsExactly(GONE);
    nodes = List.of(GONE);
    asked = 0;
    assertThat(past.kept()).hasSize(1);
    try (Stream<Row> rows = past.rows(List.of(DOOR), NOON, NOON + HOUR, 1)) {
      assertThat(rows).hasSize(20);
    }
    assertThat(asked).isOne();
  }

  @Test
  void aFileOfRowsThatANodeStopsTellingIsNotTakenForAWholeOne() throws Exception {
    there.count(HALL, NOON + 100, 3_000, 2);
    SitePast past = look();

    try (Stream<Row> rows = past.rows(List.of(HALL), NOON, NOON + HOUR, 1)) {
      var each = rows.iterator();
      assertThat(each.next().series()).isEqualTo(HALL);
      isSilent = true;
      assertThatThrownBy(() -> each.forEachRemaining(row -> {}))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining(THERE);
    }
  }

  @Test
  void anAlertThatBeganHereAndEndedThereIsOne() throws Exception {
    long noon = NOON * 1000;
    here.archive.offer(alert(Kind.FIRING, "1", DOOR, noon));
    there.archive.offer(alert(Kind.RESOLVED, "1", DOOR, noon + 61_000));
    there.archive.offer(alert(Kind.FIRING, "2", HALL, noon + 1_000, true));
    here.archive.offer(alert(Kind.FIRING, "2", HALL, noon + 1_000));
    here.writer.turn();
    there.writer.turn();

    List<PastAlert> all = look().alerts(0, Long.MAX_VALUE, Long.MAX_VALUE, 9, CamerasSeen.ALL);

    assertThat(all)
        .extracting(it -> it.event().kind() + " " + it.event().id())
        .containsExactly("RESOLVED 1", "FIRING 2", "FIRING 1");
    assertThat(all.get(0).beganMillis()).isEqualTo(OptionalLong.of(noon));
    assertThat(all).extracting(it -> it.event().isSilenced()).containsOnly(false);
    assertThat(all).extracting(PastAlert::number).allMatch(number -> number < 1L << 53);
    assertThat(
            look()
                .alerts(
                    0, Long.MAX_VALUE, Long.MAX_VALUE, 9, new CamerasSeen(List.of("lobby/hall"))))
        .hasSize(1);
  }

  @Test
  void alertsOfAllNodesAreReadPageByPage() throws Exception {
    for (int i = 0; i < 10; i++) {
      HandTurnedHistory node = i % 2 == 0 ? here : there;
      node.archive.offer(alert(Kind.FIRING, "" + i, DOOR, NOON * 1000 + i / 3));
    }
    here.writer.turn();
    there.writer.turn();

    long before = Long.MAX_VALUE;
    List<String> ids = new java.util.ArrayList<>();
    for (int page = 0; page < 5; page++) {
      List<PastAlert> found = look().alerts(0, Long.MAX_VALUE, before, 2, CamerasSeen.ALL);
      found.forEach(it -> ids.add(it.event().id()));
      before = found.get(found.size() - 1).number();
    }

    assertThat(ids).hasSize(10).doesNotHaveDuplicates();
    assertThat(look().alerts(0, Long.MAX_VALUE, before, 2, CamerasSeen.ALL)).isEmpty();
  }

  @Test
  void whatIsDeletedIsDeletedAtAllNodesOrItIsSaidWhereNot() throws Exception {
    look().erase(DOOR.camera()).toCompletableFuture().join();
    assertThat(here.archive.kept()).isEmpty();
    assertThat(there.archive.kept()).extracting(Kept::series).containsExactly(HALL);

    nodes = List.of(THERE, GONE);
    assertThat(look().erase(HALL.camera()).toCompletableFuture())
        .isCompletedExceptionally()
        .failsWithin(Duration.ofSeconds(1))
        .withThrowableThat()
        .withMessageContaining(GONE);
    assertThat(there.archive.kept()).isEmpty();
  }

  @Test
  void whatCannotBeDeletedHereYetIsDeletedAtTheOtherNodes() throws Exception {
    History read =
        (History)
            Proxy.newProxyInstance(
                History.class.getClassLoader(),
                new Class<?>[] {History.class},
                (proxy, method, arguments) ->
                    method.getName().equals("erase")
                        ? CompletableFuture.failedFuture(new StillReadException(HALL.camera()))
                        : method.invoke(here.archive, arguments));

    assertThat(new EveryNodesPast(read, others).look().erase(HALL.camera()))
        .failsWithin(Duration.ofSeconds(1))
        .withThrowableThat()
        .withCauseInstanceOf(StillReadException.class);
    assertThat(there.archive.kept()).extracting(Kept::series).doesNotContain(HALL);
  }

  private static AlertEvent alert(Kind kind, String id, Series where, long millis) {
    return alert(kind, id, where, millis, false);
  }

  private static AlertEvent alert(
      Kind kind, String id, Series where, long millis, boolean isSilenced) {
    return new AlertEvent(
        kind,
        id,
        "crush",
        where,
        Severity.CRITICAL,
        OptionalDouble.of(12),
        kind == Kind.FIRING ? "" : "cleared",
        "It is full.",
        millis,
        isSilenced,
        List.of("ops"));
  }
}

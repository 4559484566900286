package throng.gpu.history;

import static org.assertj.core.api.Assertions.assertThat;
import static throng.gpu.history.HandTurnedHistory.DOOR;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.actors.counts.AlertEvent;
import throng.actors.counts.AlertEvent.Kind;
import throng.actors.counts.AlertHistory.PastAlert;
import throng.actors.counts.CamerasSeen;
import throng.actors.counts.Series;
import throng.actors.counts.Severity;
import throng.streams.frame.CameraId;

/** What alerts told is found again. */
class PastAlertsTest {
  private static final long NOON = Instant.parse("2026-11-26T12:00:00Z").toEpochMilli();
  private static final Series HALL = Series.of(new CameraId("lobby", "hall"), "stage");

  private static final CamerasSeen DOORS = new CamerasSeen(List.of(DOOR.camera().toString()));

  @TempDir private Path folder;

  @Test
  void beginsAndEndsSurviveARestartTheNewestFirst() throws Exception {
    try (HandTurnedHistory history = new HandTurnedHistory(folder)) {
      history.archive.offer(event(Kind.FIRING, "crush", DOOR, NOON));
      history.archive.offer(event(Kind.FIRING, "full", HALL, NOON + 500));
      history.archive.offer(event(Kind.RESOLVED, "crush", DOOR, NOON + 61_000));
    }

    try (HandTurnedHistory history = new HandTurnedHistory(folder)) {
      List<PastAlert> found = all(history);

      assertThat(found)
          .extracting(PastAlert::event)
          .containsExactly(
              event(Kind.RESOLVED, "crush", DOOR, NOON + 61_000),
              event(Kind.FIRING, "full", HALL, NOON + 500),
              event(Kind.FIRING, "crush", DOOR, NOON));
      assertThat(found)
          .extracting(PastAlert::beganMillis)
          .containsExactly(OptionalLong.of(NOON), OptionalLong.empty(), OptionalLong.empty());
    }
  }

  @Test
  void theyAreReadPageByPageByTimeAndByWhoSeesThem() throws Exception {
    try (HandTurnedHistory history = new HandTurnedHistory(folder)) {
      for (int i = 0; i < 10; i++) {
        history.archive.offer(event(Kind.FIRING, "crush", i % 2 == 0 ? DOOR : HALL, NOON + i));
      }
      history.writer.turn();

      List<PastAlert> first = history.archive.alerts(0, Long.MAX_VALUE, Long.MAX_VALUE, 3, DOORS);
      assertThat(first).extracting(it -> it.event().millis() - NOON).containsExactly(8L, 6L, 4L);
      assertThat(history.archive.alerts(0, Long.MAX_VALUE, first.get(2).number(), 3, DOORS))
          .extracting(it -> it.event().millis() - NOON)
          .containsExactly(2L, 0L);
      assertThat(history.archive.alerts(NOON + 3, NOON + 5, Long.MAX_VALUE, 9, CamerasSeen.ALL))
          .extracting(it -> it.event().millis() - NOON)
          .containsExactly(4L, 3L);
    }
  }

  @Test
  void theyAreReadByTheirTimeWhereAClockWasSetBack() throws Exception {
    try (HandTurnedHistory history = new HandTurnedHistory(folder)) {
      history.archive.offer(event(Kind.FIRING, "crush", DOOR, NOON + 5));
      history.archive.offer(event(Kind.FIRING, "crush", DOOR, NOON + 3));
      history.archive.offer(event(Kind.FIRING, "full", HALL, NOON + 4));
      history.writer.turn();

      List<PastAlert> newest = history.archive.newestAlerts(NOON, NOON + 5, 9, CamerasSeen.ALL);

      assertThat(newest).extracting(it -> it.event().millis() - NOON).containsExactly(4L, 3L);
      assertThat(history.archive.newestAlerts(NOON, NOON + 9, 1, DOORS))
          .extracting(it -> it.event().millis() - NOON)
          .containsExactly(5L);
      String id = newest.get(1).event().id();
      assertThat(history.archive.began(List.of(id, "none"))).isEqualTo(Map.of(id, NOON + 3));
    }
  }

  @Test
  void whatCouldNotBeWrittenIsWrittenLaterAndNothingTwice() throws Exception {
    try (HandTurnedHistory history = new HandTurnedHistory(folder)) {
      history.count(DOOR, NOON / 1000, 1, 5);
      history.isFull = true;
      history.writer.erase(HALL.camera());
      history.archive.offer(event(Kind.FIRING, "crush", DOOR, NOON));
      history.writer.turn();
      history.isFull = false;
      history.after(10);

      history.archive.offer(event(Kind.FIRING, "crush", DOOR, NOON));
      history.writer.turn();

      assertThat(all(history)).hasSize(1);
      assertThat(history.archive.droppedRows()).isZero();
    }
  }

  @Test
  void aBeginThatWasSilencedAndToldLaterIsKeptOnceAndAsTold() throws Exception {
    try (HandTurnedHistory history = new HandTurnedHistory(folder)) {
      AlertEvent begin = event(Kind.FIRING, "crush", DOOR, NOON);
      for (AlertEvent event : List.of(silenced(begin), begin, silenced(begin))) {
        history.archive.offer(event);
        history.writer.turn();
      }

      assertThat(all(history)).extracting(PastAlert::event).containsExactly(begin);
    }
  }

  @Test
  void theOldestGoWhenTheyAreTooOldOrTooMany() throws Exception {
    try (HandTurnedHistory history =
        new HandTurnedHistory(folder, "alerts = 1h, max-alerts = 100")) {
      for (int i = 0; i < 150; i++) {
        history.archive.offer(event(Kind.FIRING, "crush", DOOR, NOON + i));
      }
      history.writer.turn();
      assertThat(all(history)).hasSize(100).last().extracting(PastAlert::number).isEqualTo(51L);

      history.after(3_700);
      history.writer.turn();
      assertThat(all(history)).isEmpty();
    }
  }

  @Test
  void thoseOfACameraAreDeletedWithWhatIsKeptOfIt() throws Exception {
    try (HandTurnedHistory history = new HandTurnedHistory(folder)) {
      history.archive.offer(event(Kind.FIRING, "crush", DOOR, NOON));
      history.archive.offer(event(Kind.FIRING, "full", HALL, NOON));

      history.archive.erase(HALL.camera()).toCompletableFuture().join();

      assertThat(all(history)).extracting(it -> it.event().alert()).containsExactly("crush");
    }
  }

  private static List<PastAlert> all(HandTurnedHistory history) throws IOException {
    return history.archive.alerts(0, Long.MAX_VALUE, Long.MAX_VALUE, 1000, CamerasSeen.ALL);
  }

  private static AlertEvent silenced(AlertEvent event) {
    return new AlertEvent(
        event.kind(),
        event.id(),
        event.alert(),
        event.where(),
        event.severity(),
        event.value(),
        event.reason(),
        event.sentence(),
        event.millis(),
        true,
        event.targets());
  }

  private static AlertEvent event(Kind kind, String alert, Series where, long millis) {
    boolean begins = kind == Kind.FIRING;
    return new AlertEvent(
        kind,
        alert + ":" + where + (begins && millis > NOON && alert.equals("crush") ? millis : ""),
        alert,
        where,
        Severity.CRITICAL,
        begins ? OptionalDouble.of(81.5) : OptionalDouble.empty(),
        begins ? "" : "cleared",
        alert + ", it says, \"at\" " + where,
        millis,
        !begins,
        begins ? List.of("ops", "night-shift") : List.of());
  }
}

package throng.gpu.web;

import akka.Done;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import throng.actors.counts.AlertEvent;
import throng.actors.counts.CamerasSeen;
import throng.actors.counts.History;
import throng.actors.counts.Series;
import throng.streams.frame.CameraId;

/** A past that a test writes. */
final class FakeHistory implements History {
  private static final int MOST_POINTS = 5_000;

  final List<Row> rows = new ArrayList<>();

  /** Whether nothing can be read. */
  volatile boolean isBroken;

  /** Of the points that were asked for. */
  final List<Long> steps = new CopyOnWriteArrayList<>();

  final List<PastAlert> alerts = new ArrayList<>();

  @Override
  public List<Point> read(Series series, long from, long to, long step, ZoneId zone)
      throws IOException {
    if ((to - from) / step > MOST_POINTS) {
      throw new IllegalArgumentException("That is more than 5000 points.");
    }
    steps.add(step);
    return rows(List.of(series), from, to, step).map(Row::point).toList();
  }

  @Override
  public Stream<Row> rows(List<Series> series, long from, long to, long step) throws IOException {
    requireWhole();
    return rows.stream()
        .filter(row -> series.contains(row.series()))
        .filter(row -> row.point().epochSecond() >= from && row.point().epochSecond() < to);
  }

  @Override
  public boolean isFailing() {
    return false;
  }

  @Override
  public boolean isFull() {
    return false;
  }

  @Override
  public long droppedRows() {
    return 0;
  }

  @Override
  public Keeping keeping() {
    return new Keeping(
        Duration.ofHours(24), Duration.ofDays(400), Duration.ofDays(3650), Duration.ofDays(400));
  }

  @Override
  public List<Peak> peaks(Series series, long from, long to, ZoneId zone) {
    return List.of(new Peak(from, from + 60, 15));
  }

  @Override
  public List<WeekHour> week(Series series, long from, long to, ZoneId zone) {
    return List.of(new WeekHour(DayOfWeek.THURSDAY, 12, 12.5, 15, 180));
  }

  @Override
  public List<Compared> compared(Series series, LocalDate monday, ZoneId zone) {
    return List.of(
        new Compared(DayOfWeek.MONDAY, 7, OptionalDouble.of(12.5), OptionalDouble.empty()));
  }

  @Override
  public List<Kept> kept() {
    return rows.stream()
        .map(Row::series)
        .distinct()
        .map(series -> new Kept(series, 0, 3_600))
        .toList();
  }

  @Override
  public List<PastAlert> alerts(
      long fromMillis, long toMillis, long before, int most, CamerasSeen sees) throws IOException {
    requireWhole();
    return alerts.stream()
        .filter(it -> it.number() < before && sees.test(it.event().where().camera()))
        .filter(it -> it.event().millis() >= fromMillis && it.event().millis() < toMillis)
        .sorted(Comparator.comparingLong(PastAlert::number).reversed())
        .limit(most)
        .toList();
  }

  @Override
  public List<PastAlert> newestAlerts(long fromMillis, long toMillis, int most, CamerasSeen sees)
      throws IOException {
    requireWhole();
    return alerts.stream()
        .filter(it -> sees.test(it.event().where().camera()))
        .filter(it -> it.event().millis() >= fromMillis && it.event().millis() < toMillis)
        .sorted(Comparator.comparingLong((PastAlert it) -> it.event().millis()).reversed())
        .limit(most)
        .toList();
  }

  @Override
  public Map<String, Long> began(List<String> ids) {
    return alerts.stream()
        .map(PastAlert::event)
        .filter(it -> it.kind() == AlertEvent.Kind.FIRING && ids.contains(it.id()))
        .collect(Collectors.toMap(AlertEvent::id, AlertEvent::millis));
  }

  @Override
  public CompletionStage<Done> erase(CameraId camera) {
    rows.removeIf(row -> row.series().camera().equals(camera));
    return CompletableFuture.completedFuture(Done.getInstance());
  }

  private void requireWhole() throws IOException {
    if (isBroken) {
      throw new IOException("The database is locked.");
    }
  }
}

package throng.gpu.web;

import akka.Done;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import throng.actors.counts.History;
import throng.actors.counts.Series;
import throng.streams.frame.CameraId;

/** A past that a test writes. */
final class FakeHistory implements History {
  final List<Row> rows = new ArrayList<>();

  @Override
  public List<Point> read(Series series, long from, long to, long step, ZoneId zone) {
    return rows(List.of(series), from, to, step).map(Row::point).toList();
  }

  @Override
  public Stream<Row> rows(List<Series> series, long from, long to, long step) {
    return rows.stream()
        .filter(row -> series.contains(row.series()))
        .filter(row -> row.point().epochSecond() >= from && row.point().epochSecond() < to);
  }

  @Override
  public boolean isFailing() {
    return false;
  }

  @Override
  public long droppedRows() {
    return 0;
  }

  @Override
  public List<Peak> peaks(Series series, long from, long to, ZoneId zone) {
    return List.of();
  }

  @Override
  public List<WeekHour> week(Series series, long from, long to, ZoneId zone) {
    return List.of();
  }

  @Override
  public List<Compared> compared(Series series, LocalDate monday, ZoneId zone) {
    return List.of();
  }

  @Override
  public List<Kept> kept() {
    return List.of();
  }

  @Override
  public CompletionStage<Done> erase(CameraId camera) {
    return CompletableFuture.completedFuture(Done.getInstance());
  }
}

package throng.gpu.web.past;

import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpResponse;
import akka.stream.ActorAttributes;
import akka.stream.javadsl.Source;
import akka.stream.javadsl.StreamConverters;
import akka.util.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import throng.actors.counts.HistoryCsv;
import throng.actors.counts.HistoryReader;
import throng.actors.counts.Series;
import throng.actors.counts.past.EveryNodesPast;
import throng.actors.counts.past.SitePast;
import throng.actors.counts.site.CameraGroup;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Call;
import throng.gpu.web.http.Problem;
import throng.gpu.web.http.Route;
import throng.gpu.web.json.Json;

/** What was counted before: points for a chart, and rows of each camera as a file. */
public final class HistoryRoutes {
  private static final int ROWS_A_CHUNK = 500;
  private static final long DAY = 86_400;

  /** Days are up to so many seconds longer. */
  private static final long CLOCK_CHANGE = 3_600;

  private final EveryNodesPast history;
  private final Groups groups;
  private final Executor disk;

  /**
   * A gap is null, not zero.
   *
   * @param missing the nodes that did not answer; empty: all did
   */
  private record Points(
      Optional<String> series,
      Optional<String> group,
      Optional<List<String>> cameras,
      String tz,
      long stepSeconds,
      List<@Nullable Point> points,
      Optional<List<String>> missing) {}

  /**
   * @param cameras of a group: how many of them have a count
   */
  private record Point(
      long at,
      double mean,
      double min,
      double max,
      double coveredSeconds,
      double factor,
      Optional<Integer> cameras) {}

  /**
   * @param disk where reading may block
   */
  public HistoryRoutes(EveryNodesPast history, Groups groups, Executor disk) {
    this.history = history;
    this.groups = groups;
    this.disk = disk;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(HttpMethods.GET, "/api/v1/history", Role.VIEWER, this::points),
        Route.of(HttpMethods.GET, "/api/v1/history.csv", Role.VIEWER, this::rows));
  }

  private CompletionStage<HttpResponse> points(Call call) {
    HistoryQuery query = HistoryQuery.points(call, groups);
    return CompletableFuture.supplyAsync(() -> read(query), disk).thenApply(Json::response);
  }

  private Points read(HistoryQuery query) {
    Subject subject = query.subject();
    try {
      SitePast all = history.look();
      Past past = subject.past(all);
      List<Past.Sum> found = past.points(query.from(), query.to(), query.step(), query.zone());
      return new Points(
          subject.series().map(Series::toString),
          subject.group().map(CameraGroup::name),
          subject.group().map(any -> past.series().stream().map(Series::toString).toList()),
          query.zone().getId(),
          query.step(),
          gapsBetween(found, query),
          Missing.of(all));
    } catch (IllegalArgumentException tooMany) {
      throw Problem.of(400, String.valueOf(tooMany.getMessage()));
    } catch (IOException e) {
      throw failing();
    }
  }

  private static List<@Nullable Point> gapsBetween(List<Past.Sum> found, HistoryQuery query) {
    List<@Nullable Point> points = new ArrayList<>();
    long next = Long.MAX_VALUE;
    boolean isGroup = query.subject().group().isPresent();
    for (Past.Sum sum : found) {
      HistoryReader.Point it = sum.point();
      if (it.epochSecond() > next) {
        points.add(null);
      }
      points.add(
          new Point(
              it.epochSecond(),
              it.mean(),
              it.min(),
              it.max(),
              it.covered(),
              it.factor(),
              isGroup ? Optional.of(sum.cameras()) : Optional.empty()));
      next = it.epochSecond() + query.step() + (query.step() < DAY ? 0 : CLOCK_CHANGE);
    }
    if (points.size() > HistoryQuery.MOST_POINTS) {
      throw HistoryQuery.tooMany();
    }
    return points;
  }

  private CompletionStage<HttpResponse> rows(Call call) {
    HistoryQuery query = HistoryQuery.rows(call, groups);
    SitePast all = history.look();
    String name = query.subject().name();
    return CompletableFuture.supplyAsync(() -> series(query, all), disk)
        .thenApply(
            series ->
                CsvFile.response(
                    name, HistoryCsv.HEADER, lines(query, all, series), all.missing()));
  }

  /** Whose rows they are; which nodes do not answer is known from here on. */
  private static List<Series> series(HistoryQuery query, SitePast all) {
    try {
      all.lookForNodes();
      List<Series> series = query.subject().past(all).series();
      // Once the file has begun, nothing tells that it breaks off.
      open(query, all, series).close();
      return series;
    } catch (IOException e) {
      throw failing();
    }
  }

  private static Source<ByteString, ?> lines(
      HistoryQuery query, SitePast all, List<Series> series) {
    return StreamConverters.fromJavaStream(() -> open(query, all, series))
        .map(HistoryCsv::line)
        .grouped(ROWS_A_CHUNK)
        .map(chunk -> ByteString.fromString(String.join("", chunk)))
        .withAttributes(ActorAttributes.dispatcher(ActorAttributes.IODispatcher().dispatcher()));
  }

  private static Stream<HistoryReader.Row> open(
      HistoryQuery query, SitePast all, List<Series> series) {
    try {
      return all.rows(series, query.from(), query.to(), query.step());
    } catch (IOException e) {
      throw failing();
    }
  }

  static Problem failing() {
    return Problem.of(
        503, "The history cannot be read or changed at this moment; the node's log tells why.");
  }
}

package throng.gpu.web.past;

import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import throng.actors.counts.History;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Call;
import throng.gpu.web.http.Problem;
import throng.gpu.web.http.Route;
import throng.gpu.web.json.Json;
import throng.streams.frame.CameraId;

/** What is kept of the past, what it does by day and week, and its deletion. */
public final class PatternRoutes {
  private final History history;
  private final Groups groups;
  private final Executor disk;

  private interface Reading<T> {
    T read() throws IOException;
  }

  private record KeptSeries(String series, long fromSecond, long toSecond) {}

  private record AllSeries(List<KeptSeries> series) {}

  private record Peak(long daySecond, long atSecond, double people) {}

  private record Peaks(List<Peak> peaks) {}

  private record WeekHour(int day, int hour, double mean, double max, long coveredSeconds) {}

  private record Week(List<WeekHour> hours) {}

  private record ComparedHour(int day, int hour, Optional<Double> mean, Optional<Double> before) {}

  private record Compared(List<ComparedHour> hours) {}

  /**
   * @param disk where reading may block
   */
  public PatternRoutes(History history, Groups groups, Executor disk) {
    this.history = history;
    this.groups = groups;
    this.disk = disk;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(HttpMethods.GET, "/api/v1/history/series", Role.VIEWER, this::series),
        Route.of(HttpMethods.GET, "/api/v1/history/peaks", Role.VIEWER, this::peaks),
        Route.of(HttpMethods.GET, "/api/v1/history/week", Role.VIEWER, this::week),
        Route.of(HttpMethods.GET, "/api/v1/history/compared", Role.VIEWER, this::compared),
        Route.of(HttpMethods.DELETE, "/api/v1/history/*/*", Role.ADMIN, this::erase));
  }

  private CompletionStage<HttpResponse> series(Call call) {
    return answer(
        () ->
            new AllSeries(
                history.kept().stream()
                    .filter(it -> call.signedIn().sees(it.series().camera()))
                    .map(it -> new KeptSeries(it.series().toString(), it.first(), it.last()))
                    .toList()));
  }

  private CompletionStage<HttpResponse> peaks(Call call) {
    HistoryQuery query = HistoryQuery.of(call, groups);
    return answer(
        () ->
            new Peaks(
                query.subject().past(history).peaks(query.from(), query.to(), query.zone()).stream()
                    .map(it -> new Peak(it.day(), it.epochSecond(), it.people()))
                    .toList()));
  }

  private CompletionStage<HttpResponse> week(Call call) {
    HistoryQuery query = HistoryQuery.of(call, groups);
    return answer(
        () ->
            new Week(
                query.subject().past(history).week(query.from(), query.to(), query.zone()).stream()
                    .map(PatternRoutes::hour)
                    .toList()));
  }

  private static WeekHour hour(History.WeekHour it) {
    return new WeekHour(it.day().getValue(), it.hour(), it.mean(), it.max(), it.covered());
  }

  private CompletionStage<HttpResponse> compared(Call call) {
    Subject subject = Subject.of(call, groups);
    LocalDate monday = HistoryQuery.day(call, "monday");
    return answer(
        () ->
            new Compared(
                subject.past(history).compared(monday, HistoryQuery.zone(call)).stream()
                    .map(PatternRoutes::compared)
                    .toList()));
  }

  private static ComparedHour compared(History.Compared it) {
    return new ComparedHour(it.day().getValue(), it.hour(), of(it.mean()), of(it.before()));
  }

  private static Optional<Double> of(OptionalDouble mean) {
    return mean.isPresent() ? Optional.of(mean.getAsDouble()) : Optional.empty();
  }

  private <T> CompletionStage<HttpResponse> answer(Reading<T> reading) {
    return CompletableFuture.supplyAsync(
            () -> {
              try {
                return reading.read();
              } catch (IllegalArgumentException tooMany) {
                throw Problem.of(400, String.valueOf(tooMany.getMessage()));
              } catch (IOException e) {
                throw HistoryRoutes.failing();
              }
            },
            disk)
        .thenApply(Json::response);
  }

  // Nobody gets it back: so whoever deletes says twice of what.
  private CompletionStage<HttpResponse> erase(Call call) {
    String node = call.segments().get(0);
    String name = call.segments().get(1);
    if (!CameraId.isName(node) || !CameraId.isName(name)) {
      throw Problem.of(404, "There is no such camera.");
    }
    CameraId camera = new CameraId(node, name);
    if (!call.signedIn().sees(camera)) {
      throw Problem.of(404, "There is no such camera.");
    }
    if (!HistoryQuery.text(call, "confirm").equals(Optional.of(camera.toString()))) {
      throw Problem.of(
          400, "What is deleted does not come back: say confirm=" + camera + " in the query, too.");
    }
    return history
        .erase(camera)
        .exceptionally(
            failure -> {
              throw HistoryRoutes.failing();
            })
        .thenApply(done -> HttpResponse.create().withStatus(StatusCodes.NO_CONTENT));
  }
}

package throng.gpu.web.past;

import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import throng.actors.counts.History;
import throng.actors.counts.past.EveryNodesPast;
import throng.actors.counts.past.MissingNodesException;
import throng.actors.counts.past.SitePast;
import throng.actors.counts.past.StillReadException;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Call;
import throng.gpu.web.http.Problem;
import throng.gpu.web.http.Route;
import throng.gpu.web.json.Json;
import throng.streams.flow.FutureFailure;
import throng.streams.frame.CameraId;

/** What is kept of the past, what it does by day and week, and its deletion. */
public final class PatternRoutes {
  private final EveryNodesPast history;
  private final Groups groups;
  private final Executor disk;

  private interface Reading<T> {
    T read(SitePast all) throws IOException;
  }

  private record KeptSeries(String series, long fromSecond, long toSecond) {}

  private record AllSeries(List<KeptSeries> series, Optional<List<String>> missing) {}

  private record Peak(long daySecond, long atSecond, double people) {}

  private record Peaks(List<Peak> peaks, Optional<List<String>> missing) {}

  private record WeekHour(int day, int hour, double mean, double max, long coveredSeconds) {}

  private record Week(List<WeekHour> hours, Optional<List<String>> missing) {}

  private record ComparedHour(int day, int hour, Optional<Double> mean, Optional<Double> before) {}

  private record Compared(List<ComparedHour> hours, Optional<List<String>> missing) {}

  /**
   * @param disk where reading may block
   */
  public PatternRoutes(EveryNodesPast history, Groups groups, Executor disk) {
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
        all -> {
          List<KeptSeries> series =
              all.kept().stream()
                  .filter(it -> call.signedIn().sees(it.series().camera()))
                  .map(it -> new KeptSeries(it.series().toString(), it.first(), it.last()))
                  .toList();
          return new AllSeries(series, Missing.of(all));
        });
  }

  private CompletionStage<HttpResponse> peaks(Call call) {
    HistoryQuery query = HistoryQuery.of(call, groups);
    return answer(
        all -> {
          List<Peak> peaks =
              query.subject().past(all).peaks(query.from(), query.to(), query.zone()).stream()
                  .map(it -> new Peak(it.day(), it.epochSecond(), it.people()))
                  .toList();
          return new Peaks(peaks, Missing.of(all));
        });
  }

  private CompletionStage<HttpResponse> week(Call call) {
    HistoryQuery query = HistoryQuery.of(call, groups);
    return answer(
        all -> {
          List<WeekHour> hours =
              query.subject().past(all).week(query.from(), query.to(), query.zone()).stream()
                  .map(PatternRoutes::hour)
                  .toList();
          return new Week(hours, Missing.of(all));
        });
  }

  private static WeekHour hour(History.WeekHour it) {
    return new WeekHour(it.day().getValue(), it.hour(), it.mean(), it.max(), it.covered());
  }

  private CompletionStage<HttpResponse> compared(Call call) {
    Subject subject = Subject.of(call, groups);
    LocalDate monday = day(call);
    ZoneId zone = HistoryQuery.zone(call);
    return answer(
        all -> {
          List<ComparedHour> hours =
              subject.past(all).compared(monday, zone).stream()
                  .map(PatternRoutes::compared)
                  .toList();
          return new Compared(hours, Missing.of(all));
        });
  }

  private static ComparedHour compared(History.Compared it) {
    return new ComparedHour(it.day().getValue(), it.hour(), of(it.mean()), of(it.before()));
  }

  private static Optional<Double> of(OptionalDouble mean) {
    return mean.isPresent() ? Optional.of(mean.getAsDouble()) : Optional.empty();
  }

  private static LocalDate day(Call call) {
    try {
      LocalDate day = LocalDate.parse(HistoryQuery.text(call, "monday").orElse(""));
      if (day.getYear() >= 1970 && day.getYear() < 9999) {
        return day;
      }
    } catch (DateTimeException e) {
      // Refused below.
    }
    throw Problem.of(400, "monday must be the first day of a week, as 2026-11-23.");
  }

  private <T> CompletionStage<HttpResponse> answer(Reading<T> reading) {
    return CompletableFuture.supplyAsync(
            () -> {
              try {
                return reading.read(history.look());
              } catch (IllegalArgumentException tooMany) {
                throw Problem.of(400, String.valueOf(tooMany.getMessage()));
              } catch (IOException e) {
                throw HistoryRoutes.failing();
              }
            },
            disk)
        .thenApply(Json::response);
  }

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
    call.requireConfirmed(camera.toString());
    return CompletableFuture.supplyAsync(() -> history.look().erase(camera), disk)
        .thenCompose(erased -> erased)
        .exceptionally(
            failure -> {
              throw refusal(FutureFailure.cause(failure));
            })
        .thenApply(done -> HttpResponse.create().withStatus(StatusCodes.NO_CONTENT));
  }

  private static Problem refusal(Throwable failure) {
    if (failure instanceof StillReadException still) {
      return Problem.of(503, String.valueOf(still.getMessage()));
    }
    return failure instanceof MissingNodesException missing
        ? Problem.of(
            503,
            "It is deleted where GPU nodes answered; not so at %s: delete it again once that runs."
                .formatted(missing.getMessage()))
        : HistoryRoutes.failing();
  }
}

package throng.gpu.web.past;

import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpResponse;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import throng.actors.counts.AlertCsv;
import throng.actors.counts.AlertEvent;
import throng.actors.counts.AlertHistory.PastAlert;
import throng.actors.counts.past.EveryNodesPast;
import throng.actors.counts.past.SitePast;
import throng.gpu.web.access.Principal;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Call;
import throng.gpu.web.http.Problem;
import throng.gpu.web.http.Route;
import throng.gpu.web.json.Json;
import throng.gpu.web.live.Rounded;

/** Which alerts began and ended, the newest first: a page of them, and all as a file. */
public final class PastAlertRoutes {
  private static final int MOST = 500;
  private static final int USUAL = 100;
  private static final double MILLIS = 1000;
  private static final long FOREVER = Duration.ofDays(36_500).toMillis();

  private final EveryNodesPast history;
  private final Executor disk;

  /**
   * @param before to be asked for to get the next, older ones; empty: there are none
   * @param missing the nodes that did not answer; empty: all did
   */
  private record Page(List<Line> alerts, Optional<Long> before, Optional<List<String>> missing) {}

  /**
   * @param event {@code firing} or {@code resolved}
   * @param lastedSeconds of one that ended; empty: it begins, or its begin is no longer kept
   */
  private record Line(
      long number,
      long atMillis,
      String event,
      String id,
      String name,
      String where,
      String severity,
      Optional<Double> value,
      String reason,
      Optional<Double> lastedSeconds,
      boolean silenced,
      @JsonProperty("notify") List<String> targets,
      String sentence) {
    static Line of(PastAlert past) {
      AlertEvent it = past.event();
      return new Line(
          past.number(),
          it.millis(),
          it.kind().name().toLowerCase(Locale.ROOT),
          it.id(),
          it.alert(),
          it.where().toString(),
          it.severity().name().toLowerCase(Locale.ROOT),
          it.value().isPresent()
              ? Optional.of(Rounded.hundredth(it.value().getAsDouble()))
              : Optional.empty(),
          it.reason(),
          past.beganMillis().isPresent()
              ? Optional.of((it.millis() - past.beganMillis().getAsLong()) / MILLIS)
              : Optional.empty(),
          it.isSilenced(),
          it.targets(),
          it.sentence());
    }
  }

  /**
   * @param disk where reading may block
   */
  public PastAlertRoutes(EveryNodesPast history, Executor disk) {
    this.history = history;
    this.disk = disk;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(HttpMethods.GET, "/api/v1/history/alerts", Role.VIEWER, this::page),
        Route.of(HttpMethods.GET, "/api/v1/history/alerts.csv", Role.VIEWER, this::file));
  }

  private record Asked(Principal who, long fromMillis, long toMillis) {
    static Asked of(Call call) {
      long from = HistoryQuery.millis(call, "from").orElse(0);
      long to = HistoryQuery.millis(call, "to").orElse(FOREVER);
      if (to <= from) {
        throw Problem.of(400, "to must be later than from.");
      }
      return new Asked(call.signedIn(), from, to);
    }
  }

  private CompletionStage<HttpResponse> page(Call call) {
    Asked asked = Asked.of(call);
    long before = call.query("before", 1L, Long.MAX_VALUE, Long.MAX_VALUE);
    int limit = call.query("limit", 1, MOST, USUAL);
    return CompletableFuture.supplyAsync(() -> page(asked, before, limit), disk)
        .thenApply(Json::response);
  }

  private Page page(Asked asked, long before, int limit) {
    SitePast all = history.look();
    List<PastAlert> found = read(all, asked, before, limit);
    Optional<Long> next =
        found.size() < limit ? Optional.empty() : Optional.of(found.get(limit - 1).number());
    return new Page(found.stream().map(Line::of).toList(), next, Missing.of(all));
  }

  private static List<PastAlert> read(SitePast all, Asked asked, long before, int limit) {
    try {
      return all.alerts(asked.fromMillis(), asked.toMillis(), before, limit, asked.who().seen());
    } catch (IOException e) {
      throw HistoryRoutes.failing();
    }
  }

  private CompletionStage<HttpResponse> file(Call call) {
    Asked asked = Asked.of(call);
    SitePast all = history.look();
    Source<ByteString, ?> lines =
        Source.unfoldAsync(
            Long.MAX_VALUE,
            before ->
                CompletableFuture.supplyAsync(() -> read(all, asked, before, MOST), disk)
                    .thenApply(PastAlertRoutes::lines));
    return CompletableFuture.runAsync(() -> look(all, asked), disk)
        .thenApply(
            done -> CsvFile.response("throng-alerts", AlertCsv.HEADER, lines, all.missing()));
  }

  // Once the file has begun, nothing tells that it breaks off.
  private static void look(SitePast all, Asked asked) {
    try {
      all.lookForNodes();
    } catch (IOException e) {
      throw HistoryRoutes.failing();
    }
    var readable = read(all, asked, Long.MAX_VALUE, 1);
  }

  private static Optional<akka.japi.Pair<Long, ByteString>> lines(List<PastAlert> page) {
    if (page.isEmpty()) {
      return Optional.empty();
    }
    String text = page.stream().map(AlertCsv::line).collect(Collectors.joining());
    long next = page.get(page.size() - 1).number();
    return Optional.of(akka.japi.Pair.create(next, ByteString.fromString(text)));
  }
}

package throng.gpu.web;

import akka.http.javadsl.model.HttpMethods;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import throng.actors.counts.History;
import throng.gpu.web.access.Accounts;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Route;
import throng.gpu.web.json.Json;

/** What this node keeps, and for how long. */
final class StoredRoute {
  /** A history's files, also those that were set aside, are this or begin with it. */
  private static final String HISTORY = "history.db";

  private record Kept(long secondsFor, long minutesFor, long hoursFor, long alertsFor) {}

  /**
   * Where there is no history, none is kept.
   *
   * @param historyLeft the files of an earlier run's, which lie there still where none is kept now
   */
  private record Stored(
      boolean pictures,
      Optional<Kept> history,
      List<String> historyLeft,
      long signInSeconds,
      long linkSeconds,
      String timeZone) {}

  private StoredRoute() {}

  /**
   * The route.
   *
   * @param state the folder where things are kept; empty: nowhere
   * @param disk where it may be looked into
   */
  static Route of(
      WebSettings settings, Optional<History> history, Optional<Path> state, Executor disk) {
    return Route.of(
        HttpMethods.GET,
        "/api/v1/stored",
        Role.VIEWER,
        call ->
            CompletableFuture.supplyAsync(() -> stored(settings, history, state), disk)
                .thenApply(Json::response));
  }

  private static Stored stored(
      WebSettings settings, Optional<History> history, Optional<Path> state) {
    return new Stored(
        settings.live().pictures(),
        history.map(it -> kept(it.keeping())),
        history.isPresent() ? List.of() : state.map(StoredRoute::left).orElse(List.of()),
        settings.signInHolds().toSeconds(),
        Accounts.LINK_HOLDS.toSeconds(),
        settings.timeZone().getId());
  }

  private static List<String> left(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(it -> String.valueOf(it.getFileName()))
          .filter(name -> name.startsWith(HISTORY))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Kept kept(History.Keeping it) {
    return new Kept(
        it.seconds().toSeconds(),
        it.minutes().toSeconds(),
        it.hours().toSeconds(),
        it.alerts().toSeconds());
  }
}

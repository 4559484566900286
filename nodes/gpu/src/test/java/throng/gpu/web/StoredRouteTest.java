package throng.gpu.web;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.stream.Materializer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.actors.counts.History;
import throng.gpu.web.access.Principal;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Call;
import throng.gpu.web.http.Caller;
import throng.gpu.web.http.Route;

class StoredRouteTest {
  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final Principal ADA = new Principal("ada", Role.VIEWER, List.of(), false, "1");
  private static final Duration SOON = Duration.ofSeconds(3);

  @TempDir Path folder = Path.of(".");

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void aHistoryOfAnEarlierRunIsToldOfWhereNoneIsKept() throws Exception {
    for (String name : List.of("history.db", "history.db.corrupt-20261126T120000Z", "cameras")) {
      Files.createFile(folder.resolve(name));
    }

    assertThat(stored(Optional.empty()))
        .contains("\"historyLeft\":[\"history.db\",\"history.db.corrupt-20261126T120000Z\"]")
        .doesNotContain("\"history\":");
    assertThat(stored(Optional.of(new FakeHistory())))
        .contains("\"history\":{", "\"historyLeft\":[]");
  }

  private String stored(Optional<History> history) {
    Route route =
        StoredRoute.of(PageServer.settings(7680, ""), history, Optional.of(folder), Runnable::run);
    Materializer node = Materializer.matFromSystem(KIT.system());
    Call call =
        new Call(
            HttpRequest.GET("/api/v1/stored"),
            List.of(),
            new Caller("127.0.0.1", false),
            Optional.of(ADA),
            () -> {},
            SOON,
            node);
    HttpResponse response = route.answer().to(call).toCompletableFuture().join();
    return response
        .entity()
        .toStrict(SOON.toMillis(), node)
        .toCompletableFuture()
        .join()
        .getData()
        .utf8String();
  }
}

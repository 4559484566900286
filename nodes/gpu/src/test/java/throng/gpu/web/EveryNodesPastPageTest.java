package throng.gpu.web;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import throng.actors.counts.AlertHistory.PastAlert;
import throng.actors.counts.HistoryReader.Point;
import throng.actors.counts.HistoryReader.Row;
import throng.actors.counts.Series;
import throng.actors.counts.past.OtherNodes;
import throng.actors.counts.past.PastAnswers;
import throng.gpu.publish.Alerts;
import throng.gpu.web.access.Role;

/** The page of one node tells what all nodes have counted, to whom it tells it of its own. */
class EveryNodesPastPageTest {
  private static final String HOUR =
      "series=lobby/hall&from=1970-01-01T00:00:00Z&to=1970-01-01T01:00:00Z&step=60";
  private static final String THERE = "10.0.0.6:7600";
  private static final String GONE = "10.0.0.7:7600";

  @TempDir private Path folder;
  private final FakeHistory there = new FakeHistory();
  private final PastAnswers answers =
      new PastAnswers(Optional.of(there), Duration.ofSeconds(2), Runnable::run);
  private volatile List<String> nodes = List.of(THERE);
  private PageServer page;

  private final OtherNodes others =
      new OtherNodes() {
        @Override
        public List<String> names() {
          return nodes;
        }

        @Override
        public List<Reply> ask(ByteString question, List<String> whom) {
          return whom.stream()
              .map(
                  node ->
                      new Reply(
                          node,
                          Optional.of(answers.answer(question).toCompletableFuture().join())
                              .filter(any -> node.equals(THERE))))
              .toList();
        }
      };

  @BeforeEach
  void start() {
    there.rows.add(new Row(Series.of(PageServer.HALL), new Point(60, 12.5, 10, 15, 60, 1)));
    there.alerts.add(new PastAlert(1, Alerts.firing("1", "ops"), OptionalLong.empty()));
    page = PageServer.start(folder, others);
  }

  @AfterEach
  void stop() {
    page.close();
  }

  private HttpResponse<String> ask(String pathAndQuery, String... cameras) {
    String token = page.token(Role.VIEWER, cameras);
    return page.get(pathAndQuery, "Authorization", "Bearer " + token);
  }

  @Test
  void whatAnotherNodeCountedIsTold() {
    assertThat(ask("/api/v1/history?" + HOUR).body())
        .contains("\"at\":60,\"mean\":12.5")
        .doesNotContain("missing");
    assertThat(ask("/api/v1/history/series").body()).contains("lobby/hall");
    assertThat(ask("/api/v1/history.csv?" + HOUR).body().split("\r\n")).hasSize(2);
    JsonNode alerts = Editor.json(ask("/api/v1/history/alerts?limit=1"));
    assertThat(alerts.at("/alerts")).hasSize(1);
    long before = alerts.at("/before").asLong();
    assertThat(Editor.json(ask("/api/v1/history/alerts?before=" + before)).at("/alerts")).isEmpty();
    assertThat(ask("/api/v1/history/alerts.csv").body().split("\r\n")).hasSize(2);
  }

  @Test
  void nobodyIsToldOfACameraThatTheyDoNotSee() {
    assertThat(ask("/api/v1/history?" + HOUR, "lobby/door").statusCode()).isEqualTo(404);
    assertThat(ask("/api/v1/history/series", "lobby/door").body()).isEqualTo("{\"series\":[]}");
    assertThat(ask("/api/v1/history/alerts", "lobby/door").body()).contains("\"alerts\":[]");
    assertThat(page.get("/api/v1/history?" + HOUR).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?" + HOUR,
        "/series",
        "/alerts",
        "/peaks?" + HOUR,
        "/week?" + HOUR,
        "/compared?series=lobby/hall&monday=2026-11-23"
      })
  void aNodeThatDoesNotAnswerIsNamed(String what) {
    nodes = List.of(THERE, GONE);

    HttpResponse<String> answer = ask("/api/v1/history" + what);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"missing\":[\"" + GONE + "\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {".csv?" + HOUR, "/alerts.csv"})
  void aFileThatLacksANodesLinesIsCalledSo(String what) {
    nodes = List.of(THERE, GONE);

    HttpResponse<String> answer = ask("/api/v1/history" + what);

    assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
        .contains("-incomplete.csv");
    assertThat(answer.headers().firstValue("Throng-Missing")).contains(GONE);
  }

  @Test
  void whatCouldNotBeDeletedEverywhereIsSaid() {
    nodes = List.of(THERE, GONE);
    String token = page.token(Role.ADMIN);

    HttpResponse<String> answer =
        page.send(
            page.request(
                    "/api/v1/history/lobby/hall?confirm=lobby/hall",
                    "Authorization",
                    "Bearer " + token)
                .DELETE()
                .build());

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains(GONE);
    assertThat(there.rows).isEmpty();
  }
}

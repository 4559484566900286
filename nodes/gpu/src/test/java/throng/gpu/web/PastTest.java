package throng.gpu.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import throng.actors.counts.AlertHistory.PastAlert;
import throng.actors.counts.HistoryReader;
import throng.actors.counts.Series;
import throng.gpu.publish.Alerts;
import throng.gpu.web.access.Role;

/** The history and the numbers, as programs ask for them. */
class PastTest {
  private static final String HOUR = "from=2026-11-26T12:00:00Z&to=2026-11-26T13:00:00Z";
  private static final long NOON = Instant.parse("2026-11-26T12:00:00Z").getEpochSecond();

  @TempDir private Path folder;
  private PageServer page;

  @BeforeEach
  void start() {
    page = PageServer.start(folder, "");
    for (long minute : new long[] {0, 1, 4}) {
      page.past.rows.add(
          new HistoryReader.Row(
              Series.of(PageServer.DOOR),
              new HistoryReader.Point(NOON + 60 * minute, 12.5, 10, 15, 60, 1)));
    }
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
  void aGapIsNullAndNotZero() {
    HttpResponse<String> answer = ask("/api/v1/history?series=lobby/door&step=60&" + HOUR);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"at\":" + NOON + ",\"mean\":12.5,\"min\":10.0,\"max\":15.0")
        .contains("\"at\":" + (NOON + 60))
        .containsSubsequence("\"at\":" + (NOON + 60), "},null,{", "\"at\":" + (NOON + 240));
    assertThat(answer.body().split("null", -1)).hasSize(2);
  }

  @Test
  void pointsThatDaysCutInTwoAreNoMoreThanThereMayBeEither() {
    page.past.rows.clear();
    for (long minute = 0; minute <= 5000; minute++) {
      page.past.rows.add(
          new HistoryReader.Row(
              Series.of(PageServer.DOOR),
              new HistoryReader.Point(NOON + 60 * minute, 12.5, 10, 15, 60, 1)));
    }
    String from = "/api/v1/history?series=lobby/door&step=60&from=2026-11-26T12:00:00Z&to=";

    HttpResponse<String> oneTooMany = ask(from + "2026-11-29T23:20:30Z");

    assertThat(oneTooMany.statusCode()).isEqualTo(400);
    assertThat(Editor.detail(oneTooMany)).contains("more than 5000 points");
    assertThat(ask(from + "2026-11-29T23:20:00Z").statusCode()).isEqualTo(200);
  }

  @Test
  void rowsComeAsAFile() {
    HttpResponse<String> answer = ask("/api/v1/history.csv?series=lobby/door&step=60&" + HOUR);

    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
        .contains("lobby_door.csv");
    assertThat(answer.body())
        .startsWith(
            "node,camera,zone,at,mean,min,max,covered,factor,network\r\n"
                + "lobby,door,,2026-11-26T12:00:00Z,12.500,10.000,15.000,60,1.0,\r\n");
    assertThat(answer.body().split("\r\n")).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({
    "series=door, series must be node/camera",
    "series=lobby/door&step=0, step must be a whole number",
    "series=lobby/door&step=1&to=2027-11-26T12:00:00Z, more than 5000 points",
    "series=lobby/door&tz=Atlantis, tz must be a time zone",
    "series=lobby/door&from=yesterday, from must be a time",
    "series=lobby/door&to=2026-11-26T12:00:00Z, to must be later than from",
  })
  void whatIsAskedWronglyIsToldSo(String query, String sentence) {
    String whole = query;
    for (String one : HOUR.split("&")) {
      whole += query.contains("&" + one.substring(0, one.indexOf('=') + 1)) ? "" : "&" + one;
    }

    HttpResponse<String> answer = ask("/api/v1/history?" + whole);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(sentence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/alerts?from=%2B300000000-01-01T00:00:00Z",
        "/alerts?to=-300000000-01-01T00:00:00Z",
        "/week?series=lobby/door&from=1970-01-01T00:00:00Z&to=%2B300000000-01-01T00:00:00Z",
        "/compared?series=lobby/door&monday=%2B999999999-12-31",
        "/compared?series=lobby/door&monday=0000-01-03",
      })
  void timesThatNobodyHasCountedInAreRefused(String query) {
    HttpResponse<String> answer = ask("/api/v1/history" + query);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("must be");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {".csv?series=lobby/door&step=60&" + HOUR, ".csv?group=all&" + HOUR, "/alerts.csv"})
  void aFileThatCannotBeReadIsRefusedAndNotAnEmptyOne(String file) {
    new Editor(page, Role.OPERATOR).put("/api/v1/groups/all", "*", "{\"cameras\":[\"lobby/*\"]}");
    assertThat(ask("/api/v1/history" + file).statusCode()).isEqualTo(200);
    page.past.isBroken = true;

    HttpResponse<String> answer = ask("/api/v1/history" + file);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("cannot be read");
  }

  @Test
  void nobodyReadsThePastOfACameraThatTheyDoNotSee() {
    assertThat(ask("/api/v1/history?series=lobby/door&" + HOUR, "lobby/hall").statusCode())
        .isEqualTo(404);
    assertThat(page.get("/api/v1/history?series=lobby/door&" + HOUR).statusCode()).isEqualTo(401);
  }

  @Test
  void whatAlertsToldIsReadPageByPageByWhoSeesTheCamera() {
    for (int number = 1; number <= 3; number++) {
      page.past.alerts.add(
          new PastAlert(
              number,
              number == 3 ? Alerts.resolved("3", "ops") : Alerts.firing("" + number, "ops"),
              number == 3 ? OptionalLong.of(1_795_694_338_500L) : OptionalLong.empty()));
    }

    JsonNode newest = Editor.json(ask("/api/v1/history/alerts?limit=2"));
    assertThat(newest.at("/alerts/0/event").asText()).isEqualTo("resolved");
    assertThat(newest.at("/alerts/0/lastedSeconds").asDouble()).isEqualTo(61.5);
    assertThat(newest.at("/alerts/1/notify/0").asText()).isEqualTo("ops");
    assertThat(newest.at("/before").asLong()).isEqualTo(2);
    JsonNode older = Editor.json(ask("/api/v1/history/alerts?limit=2&before=2"));
    assertThat(older.at("/alerts")).hasSize(1);
    assertThat(older.has("before")).isFalse();
    assertThat(Editor.json(ask("/api/v1/history/alerts?to=2026-11-26T00:00:00Z")).at("/alerts"))
        .isEmpty();
    assertThat(Editor.json(ask("/api/v1/history/alerts", "yard/gate")).at("/alerts")).isEmpty();
    assertThat(ask("/api/v1/history/alerts?limit=501").statusCode()).isEqualTo(400);

    HttpResponse<String> file = ask("/api/v1/history/alerts.csv");
    assertThat(file.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    assertThat(file.body().split("\r\n")).hasSize(4);
    assertThat(file.body()).startsWith("at,event,alert,").contains(",resolved,crush,lobby,hall,");
    assertThat(ask("/api/v1/history/alerts.csv", "yard/gate").body().split("\r\n")).hasSize(1);
  }

  @Test
  void whoeverIsOnThisMachineReadsTheNumbers() {
    HttpResponse<String> answer = page.get("/metrics");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/plain")
        .contains("version=0.0.4");
    assertThat(answer.body()).contains("throng_live_viewers");
  }

  @Test
  void whatIsKeptIsNamedToWhoSeesIt() {
    assertThat(ask("/api/v1/history/series").body())
        .isEqualTo("{\"series\":[{\"series\":\"lobby/door\",\"fromSecond\":0,\"toSecond\":3600}]}");
    assertThat(ask("/api/v1/history/series", "lobby/hall").body()).isEqualTo("{\"series\":[]}");
  }

  @Test
  void peaksHoursOfTheWeekAndTheWeekBeforeAreTold() {
    assertThat(ask("/api/v1/history/peaks?series=lobby/door&tz=Europe/Berlin&" + HOUR).body())
        .contains("\"people\":15.0");
    assertThat(ask("/api/v1/history/week?series=lobby/door&" + HOUR).body())
        .isEqualTo(
            "{\"hours\":[{\"day\":4,\"hour\":12,\"mean\":12.5,\"max\":15.0,\"coveredSeconds\":180}]}");
    assertThat(ask("/api/v1/history/compared?series=lobby/door&monday=2026-11-23").body())
        .isEqualTo("{\"hours\":[{\"day\":1,\"hour\":7,\"mean\":12.5}]}");
    assertThat(ask("/api/v1/history/compared?series=lobby/door&monday=soon").statusCode())
        .isEqualTo(400);
    assertThat(ask("/api/v1/history/week?series=lobby/door&" + HOUR, "lobby/hall").statusCode())
        .isEqualTo(404);
  }

  @Test
  void anAdministratorDeletesThePastOfACameraAndSaysSoTwice() {
    assertThat(delete("/api/v1/history/lobby/door?confirm=lobby/door", Role.OPERATOR))
        .isEqualTo(403);
    assertThat(delete("/api/v1/history/lobby/door", Role.ADMIN)).isEqualTo(400);
    assertThat(delete("/api/v1/history/lobby/door?confirm=lobby/hall", Role.ADMIN)).isEqualTo(400);
    assertThat(page.past.rows).isNotEmpty();

    assertThat(delete("/api/v1/history/lobby/door?confirm=lobby/door", Role.ADMIN)).isEqualTo(204);
    assertThat(page.past.rows).isEmpty();
  }

  private int delete(String path, Role role) {
    String token = page.token(role);
    return page.send(page.request(path, "Authorization", "Bearer " + token).DELETE().build())
        .statusCode();
  }

  @Test
  void whatIsStoredAndForHowLongIsTold() {
    assertThat(ask("/api/v1/stored").body())
        .contains(
            "\"pictures\":true",
            "{\"secondsFor\":86400,\"minutesFor\":34560000,\"hoursFor\":315360000,\"alertsFor\":34560000}",
            "\"signInSeconds\":86400",
            "\"timeZone\":\"");
  }
}

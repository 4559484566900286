package throng.gpu.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import throng.actors.counts.HistoryReader;
import throng.actors.counts.Series;
import throng.gpu.web.access.Role;
import throng.streams.frame.CameraId;

/** The past of a group is the sum of its cameras'; where one is missing, it is told. */
class GroupPastTest {
  private static final String HOUR = "from=2026-11-26T12:00:00Z&to=2026-11-26T13:00:00Z";
  private static final String POINTS = "/api/v1/history?step=60&" + HOUR;
  private static final long NOON = Instant.parse("2026-11-26T12:00:00Z").getEpochSecond();
  private static final Series DOOR = Series.of(PageServer.DOOR);
  private static final Series HALL = Series.of(PageServer.HALL);

  @TempDir private Path folder;
  private PageServer page;
  private Editor editor;

  @BeforeEach
  void start() {
    page = PageServer.start(folder, "");
    count(DOOR, 0, 10, 60, 1.5);
    count(HALL, 0, 30, 45, 1);
    count(DOOR, 1, 12, 60, 1.5);
    count(DOOR, 3, 14, 60, 1.5);
    count(HALL, 3, 20, 60, 1);
    count(Series.of(PageServer.HALL, "stage"), 1, 99, 60, 1);
    editor = new Editor(page, Role.OPERATOR);
    editor.put("/api/v1/groups/all", "*", "{\"cameras\":[\"lobby/*\"]}");
  }

  @AfterEach
  void stop() {
    page.close();
  }

  @Test
  void camerasAreSummedUpAndAnIntervalThatLacksOneSaysSo() {
    JsonNode answer = Editor.json(editor.get(POINTS + "&group=all"));

    assertThat(answer.at("/group").asText()).isEqualTo("all");
    assertThat(answer.at("/cameras")).hasSize(2);
    JsonNode whole = answer.at("/points/0");
    assertThat(whole.at("/mean").asDouble()).isEqualTo(40);
    assertThat(whole.at("/max").asDouble()).isEqualTo(42);
    assertThat(whole.at("/cameras").asInt()).isEqualTo(2);
    assertThat(whole.at("/coveredSeconds").asInt()).isEqualTo(45);
    assertThat(whole.at("/mean").asDouble() * whole.at("/factor").asDouble())
        .isCloseTo(10 * 1.5 + 30, within(1e-9));
    JsonNode lacking = answer.at("/points/1");
    assertThat(lacking.at("/mean").asDouble()).isEqualTo(12);
    assertThat(lacking.at("/cameras").asInt()).isEqualTo(1);
    assertThat(lacking.at("/coveredSeconds").asInt()).isZero();
    assertThat(answer.at("/points/2").isNull()).isTrue();
    assertThat(answer.at("/points/3/mean").asDouble()).isEqualTo(34);
  }

  @Test
  void aCameraThatWasNeverCountedIsMissingEverywhere() {
    editor.put("/api/v1/groups/named", "*", "{\"cameras\":[\"lobby/door\",\"yard/gate\"]}");

    JsonNode answer = Editor.json(editor.get(POINTS + "&group=named"));

    assertThat(answer.at("/cameras")).hasSize(2);
    assertThat(answer.at("/points/0/cameras").asInt()).isEqualTo(1);
    assertThat(answer.at("/points/0/coveredSeconds").asInt()).isZero();
  }

  @Test
  void patternsAreThoseOfTheSum() {
    assertThat(
            Editor.json(editor.get("/api/v1/history/peaks?group=all&" + HOUR))
                .at("/peaks/0/people")
                .asDouble())
        .isEqualTo(10 * 1.5 + 30);
    assertThat(editor.get("/api/v1/history/week?group=all&" + HOUR).body())
        .contains("{\"day\":4,\"hour\":12,\"mean\":25.0,\"max\":30.0,\"coveredSeconds\":180}");
    assertThat(
            Editor.json(editor.get("/api/v1/history/compared?group=all&monday=2026-11-23"))
                .at("/hours"))
        .hasSize(168)
        .noneMatch(it -> it.has("mean"));
    assertThat(editor.get("/api/v1/history.csv?step=60&group=all&" + HOUR).body().split("\r\n"))
        .hasSize(6);
  }

  @Test
  void peaksOfAYearAreThoseOfHours() {
    String year = "from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z";
    count(DOOR, -200 * 24 * 60, 40_000, 60, 1);
    page.past.steps.clear();

    JsonNode peaks =
        Editor.json(editor.get("/api/v1/history/peaks?group=all&tz=Europe/Berlin&" + year));

    assertThat(page.past.steps).isNotEmpty().containsOnly(3_600L);
    assertThat(peaks.at("/peaks")).hasSize(2);
    assertThat(peaks.at("/peaks/0/people").asDouble()).isEqualTo(40_000);
    assertThat(peaks.at("/peaks/0/atSecond").asLong()).isEqualTo(NOON - 200 * 86_400L);
    assertThat(peaks.at("/peaks/1/people").asDouble()).isEqualTo(45);
  }

  @ParameterizedTest
  @ValueSource(strings = {"peaks", "week"})
  void whatWouldTakeMinutesToReadIsRefused(String what) {
    String ages = "&from=1970-01-01T00:00:00Z&to=2970-01-01T00:00:00Z";
    String century = "&tz=Asia/Kolkata&from=1970-01-01T00:00:00Z&to=2070-01-01T00:00:00Z";

    for (String time : List.of(ages, century)) {
      HttpResponse<String> answer = editor.get("/api/v1/history/" + what + "?group=all" + time);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(Editor.detail(answer)).contains("too much for 2 cameras: ask for less time");
    }
  }

  @Test
  void twoWeeksOfMoreCamerasThanCanBeReadAreRefused() {
    for (int camera = 0; camera < 600; camera++) {
      count(Series.of(new CameraId("yard", "camera" + camera)), 0, 1, 60, 1);
    }
    editor.put("/api/v1/groups/yard", "*", "{\"cameras\":[\"yard/*\"]}");
    String monday = "/api/v1/history/compared?group=yard&monday=2026-11-23";

    assertThat(editor.get(monday).statusCode()).isEqualTo(200);
    assertThat(editor.get(monday + "&tz=Asia/Kolkata").statusCode()).isEqualTo(400);
  }

  @Test
  void fewPointsThatAreOfMoreRowsThanCanBeReadAreRefused() {
    for (int camera = 0; camera < 600; camera++) {
      count(Series.of(new CameraId("yard", "camera" + camera)), 0, 1, 60, 1);
    }
    editor.put("/api/v1/groups/yard", "*", "{\"cameras\":[\"yard/*\"]}");
    String year =
        "/api/v1/history?group=yard&from=2026-01-01T00:00:00Z&to=2026-11-26T00:00:00Z&step=";

    assertThat(editor.get(year + "604800&tz=Europe/Berlin").statusCode()).isEqualTo(200);
    assertThat(editor.get(year + "604800&tz=Asia/Kolkata").statusCode()).isEqualTo(400);
    HttpResponse<String> oddMinutes = editor.get(year + "601200");
    assertThat(oddMinutes.statusCode()).isEqualTo(200);
    HttpResponse<String> minutes = editor.get(year + "604860");
    assertThat(minutes.statusCode()).isEqualTo(400);
    assertThat(Editor.detail(minutes)).contains("too much for 600 cameras: ask for less time");
    // Of seconds a day is kept.
    assertThat(editor.get(year + "604801").statusCode()).isEqualTo(400);
  }

  @Test
  void whoSeesSomeCamerasSeesTheSumOfThose() {
    Editor hall = new Editor(page, Role.VIEWER, "lobby/hall");
    Editor yard = new Editor(page, Role.VIEWER, "yard/gate");

    JsonNode answer = Editor.json(hall.get(POINTS + "&group=all"));
    assertThat(answer.at("/cameras")).hasSize(1);
    assertThat(answer.at("/points/0/mean").asDouble()).isEqualTo(30);
    assertThat(yard.get(POINTS + "&group=all").statusCode()).isEqualTo(404);
    assertThat(editor.get(POINTS + "&group=none").statusCode()).isEqualTo(404);
    HttpResponse<String> both = editor.get(POINTS + "&group=all&series=lobby/door");
    assertThat(both.statusCode()).isEqualTo(400);
    assertThat(Editor.detail(both)).contains("not for both");
  }

  private void count(Series series, int minute, double people, double covered, double factor) {
    page.past.rows.add(
        new HistoryReader.Row(
            series,
            new HistoryReader.Point(
                NOON + 60L * minute, people, people - 1, people + 1, covered, factor)));
  }
}

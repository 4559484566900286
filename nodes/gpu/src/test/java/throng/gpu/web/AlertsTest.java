package throng.gpu.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import throng.actors.counts.AlertEvent;
import throng.actors.counts.Series;
import throng.actors.counts.Severity;
import throng.actors.counts.alert.AlertMemory.Firing;
import throng.actors.counts.live.CameraStatus;
import throng.actors.counts.live.Elsewhere.CameraElsewhere;
import throng.gpu.web.access.Role;
import throng.streams.frame.CameraId;

/** Alerts and their silence through the API. */
class AlertsTest {
  private static final String ALL = "/api/v1/alerts";
  private static final String CRUSH = ALL + "/crush";
  private static final String SILENCE = CRUSH + "/silence";
  private static final String AT_ONCE =
      "{\"where\":\"lobby/door\",\"above\":5,\"forSeconds\":0,\"clearForSeconds\":0,\"severity\":\"critical\",\"notify\":[\"ops\"]}";

  @TempDir Path folder = Path.of(".");
  private final List<AlertEvent> told = new CopyOnWriteArrayList<>();
  private PageServer page;
  private Editor operator;

  @BeforeEach
  void start() {
    page = PageServer.start(folder.resolve("state"), "");
    page.site.counts().onAlert(told::add);
    page.hub.connected(PageServer.DOOR);
    operator = new Editor(page, Role.OPERATOR);
  }

  @AfterEach
  void stop() {
    page.close();
  }

  @Test
  void aRuleHoldsAtOnceAndIsShownOnItsCameraWhileItFires() {
    HttpResponse<String> made = operator.put(CRUSH, "\"0\"", AT_ONCE);

    assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
    assertThat(Editor.version(made)).isEqualTo("\"1\"");
    JsonNode crush = alert("crush");
    assertThat(crush.at("/origin").asText()).isEqualTo("page");
    assertThat(crush.at("/rule/below").asDouble()).isEqualTo(4.5);
    assertThat(crush.at("/rule/overSeconds").asDouble()).isEqualTo(60);
    assertThat(crush.at("/rule/when").asText()).isEqualTo("always");
    awaitState("firing", 8);
    JsonNode onCamera = Editor.json(operator.get("/api/v1/cameras")).at("/cameras/0/alerts/0");
    assertThat(onCamera.at("/name").asText()).isEqualTo("crush");
    assertThat(onCamera.at("/severity").asText()).isEqualTo("critical");
    assertThat(onCamera.at("/state").asText()).isEqualTo("firing");
    assertThat(onCamera.at("/sinceMillis").asLong()).isPositive();
    assertThat(onCamera.at("/blind").asBoolean(true)).isFalse();

    String higher = AT_ONCE.replace("\"above\":5", "\"above\":50");
    assertThat(operator.put(CRUSH, "\"1\"", higher).statusCode()).isEqualTo(200);
    assertThat(alert("crush").at("/rule/above").asDouble()).isEqualTo(50);
    awaitState("inactive", 8);
    await()
        .untilAsserted(
            () ->
                assertThat(told)
                    .extracting(AlertEvent::kind)
                    .containsExactly(AlertEvent.Kind.FIRING, AlertEvent.Kind.RESOLVED));
  }

  @Test
  void aRuleThatIsDeletedEnds() {
    operator.put(CRUSH, "*", AT_ONCE);
    awaitState("firing", 8);

    HttpResponse<String> deleted = operator.delete(CRUSH, "\"1\"");

    assertThat(deleted.statusCode()).isEqualTo(200);
    assertThat(deleted.body()).doesNotContain("crush");
    await()
        .untilAsserted(() -> assertThat(told).extracting(AlertEvent::reason).contains("removed"));
    assertThat(operator.delete(CRUSH, "*").statusCode()).isEqualTo(404);
  }

  @Test
  void aSilencedAlertFiresAndIsShownButNobodyIsNotified() {
    operator.put(CRUSH, "*", AT_ONCE);

    HttpResponse<String> silenced = operator.post(SILENCE, "{\"forSeconds\":3600}");

    assertThat(silenced.statusCode()).as(silenced.body()).isEqualTo(200);
    awaitState("firing", 8);
    await()
        .untilAsserted(
            () -> assertThat(told).extracting(AlertEvent::isSilenced).containsExactly(true));
    assertThat(alert("crush").at("/silencedUntilMillis").asLong())
        .isGreaterThan(System.currentTimeMillis() + 3_000_000);
    assertThat(
            Editor.json(operator.get("/api/v1/cameras"))
                .at("/cameras/0/alerts/0/silencedUntilMillis")
                .asLong())
        .isPositive();
    assertThat(operator.delete(SILENCE, "").statusCode()).isEqualTo(200);
    assertThat(alert("crush").at("/silencedUntilMillis").isMissingNode()).isTrue();
    awaitTold(2, 8);
    awaitState("inactive", 1);
    await().until(() -> told.size() == 3);
    assertThat(told).extracting(AlertEvent::isSilenced).containsExactly(true, false, false);
    assertThat(told.get(2).kind()).isEqualTo(AlertEvent.Kind.RESOLVED);
    assertThat(told).extracting(AlertEvent::id).containsOnly(told.get(0).id());
  }

  @Test
  void aRuleThatNoSecondWasJudgedByCanBeSilenced() {
    String elsewhere = AT_ONCE.replace("lobby/door", "yard/gate");
    operator.put(CRUSH, "*", elsewhere);

    HttpResponse<String> silenced = operator.post(SILENCE, "{\"forSeconds\":60}");

    assertThat(silenced.statusCode()).isEqualTo(200);
    await()
        .untilAsserted(
            () -> assertThat(alert("crush").at("/silencedUntilMillis").asLong()).isPositive());
  }

  @Test
  void camerasThatFallSilentAreSilencedOneByOne() {
    await().untilAsserted(() -> assertThat(alert("camera-silent").isMissingNode()).isFalse());
    String path = ALL + "/camera-silent/silence";

    assertThat(operator.post(path, "{\"forSeconds\":60}").statusCode()).isEqualTo(400);
    assertThat(operator.post(path, "{\"forSeconds\":60,\"where\":\"lobby/hall\"}").statusCode())
        .isEqualTo(404);
    assertThat(operator.post(path, "{\"forSeconds\":60,\"where\":\"lobby/door\"}").statusCode())
        .isEqualTo(200);
    assertThat(alert("camera-silent").at("/silencedUntilMillis").asLong()).isPositive();
    assertThat(operator.delete(path + "?where=lobby/door", "").statusCode()).isEqualTo(200);
    assertThat(operator.put(ALL + "/camera-silent", "*", AT_ONCE).statusCode()).isEqualTo(409);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 400",
    "-1, 400",
    "1e300, 400",
    "'\"x\"', 400",
    "null, 400",
    "2592001, 400",
    "2592000, 200"
  })
  void aSilenceEndsWithinThirtyDays(String seconds, int status) {
    operator.put(CRUSH, "*", AT_ONCE);

    assertThat(operator.post(SILENCE, "{\"forSeconds\":" + seconds + "}").statusCode())
        .isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"where\":\"lobby\",\"above\":5}                     | where must be node/camera",
        "{\"where\":\"lobby/door/bar\",\"above\":5}            | where: lobby/door has no zone bar",
        "{\"above\":5}                                         | look at where",
        "{\"where\":\"lobby/door\"}                            | look at above",
        "{\"where\":\"lobby/door\",\"above\":0}                | above must be a number above 0",
        "{\"where\":\"lobby/door\",\"above\":\"NaN\"}          | above",
        "{\"where\":\"lobby/door\",\"above\":5,\"below\":6}    | below must be above 0 and at most"
            + " above",
        "{\"where\":\"lobby/door\",\"above\":5,\"measure\":\"density\"}     | A density is that of"
            + " a zone",
        "{\"where\":\"lobby/door\",\"above\":5,\"measure\":\"silence\"}     | look at measure",
        "{\"where\":\"lobby/door\",\"above\":5,\"forSeconds\":90000}        | for must be from 0 s"
            + " to 86400 s",
        "{\"where\":\"lobby/door\",\"above\":5,\"forSeconds\":-1}           | forSeconds must be",
        "{\"where\":\"lobby/door\",\"above\":5,\"clearForSeconds\":\"NaN\"} | clearForSeconds",
        "{\"where\":\"lobby/door\",\"above\":5,\"overSeconds\":1}           | over must be from 10"
            + " s",
        "{\"where\":\"lobby/door\",\"above\":5,\"when\":\"Blursday\"}       | when: ",
        "{\"where\":\"lobby/door\",\"above\":5,\"severity\":\"loud\"}       | look at severity",
        "{\"where\":\"lobby/door\",\"above\":5,\"notify\":[\"nobody\"]}     | notify names"
            + " 'nobody'",
        "{\"where\":\"lobby/door\",\"above\":5,\"notify\":[null]}           | notify names 'null'",
        "{\"where\":\"lobby/door\",\"above\":5,\"url\":\"http://x\"}        | 'url', which does not"
            + " belong here"
      })
  void refusesWhatIsNoRuleWithASentenceThatNamesTheKey(String body, String sentence) {
    HttpResponse<String> refused = operator.put(CRUSH, "*", body);

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(Editor.detail(refused)).contains(sentence);
    assertThat(operator.get(ALL).body()).contains("\"version\":0");
  }

  @Test
  void aDensityIsMeasuredOnlyWhereTheGroundIs() {
    String density = "{\"where\":\"lobby/door/stage\",\"measure\":\"density\",\"above\":5}";
    operator.draw("stage", "[[0,0.5],[1,0.5],[1,1],[0,1]]");

    HttpResponse<String> refused = operator.put(CRUSH, "*", density);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(Editor.detail(refused))
        .isEqualTo("where: the ground of lobby/door is not measured: measure it first.");
    operator.put(
        Editor.DOOR + "/ground",
        "*",
        "{\"picture\":[[0,1],[1,1],[1,0.5],[0,0.5]],\"metres\":[[0,0],[10,0],[10,5],[0,5]]}");
    assertThat(operator.put(CRUSH, "*", density).statusCode()).isEqualTo(200);
  }

  @Test
  void whatStandsInTheSettingsIsChangedThere() {
    assertThat(alert("full").at("/origin").asText()).isEqualTo("settings");
    assertThat(Editor.detail(operator.put(ALL + "/full", "*", AT_ONCE)))
        .contains("The alert full stands in the settings file");
    assertThat(operator.delete(ALL + "/full", "*").statusCode()).isEqualTo(409);
    assertThat(operator.post(ALL + "/full/silence", "{\"forSeconds\":60}").statusCode())
        .isEqualTo(200);
    assertThat(operator.put(ALL + "/a%2Fb", "*", AT_ONCE).statusCode()).isEqualTo(400);
  }

  @Test
  void ofTwoEditorsTheSlowerOneIsRefusedAndToldWhoWasFasterAndWhen() {
    long begun = System.currentTimeMillis();
    operator.put(CRUSH, "\"0\"", AT_ONCE);

    HttpResponse<String> late = operator.put(CRUSH, "\"0\"", AT_ONCE);
    assertThat(late.statusCode()).isEqualTo(412);
    assertThat(Editor.json(late).at("/changedBy").asText()).isEqualTo("test");
    assertThat(Editor.json(late).at("/changedAtMillis").asLong())
        .isBetween(begun, System.currentTimeMillis());
    assertThat(Editor.detail(late))
        .matches("test changed this at 20\\S+Z: it was version 0, and is 1 now. Look at it again.");
    assertThat(operator.put(CRUSH, "", AT_ONCE).statusCode()).isEqualTo(428);
    assertThat(operator.delete(CRUSH, "\"0\"").statusCode()).isEqualTo(412);
  }

  @Test
  void whoSeesSomeCamerasEditsTheAlertsOnThose() {
    operator.put(CRUSH, "*", AT_ONCE);
    Editor hall = new Editor(page, Role.OPERATOR, "lobby/hall");
    Editor viewer = new Editor(page, Role.VIEWER);

    assertThat(hall.get(ALL).body()).doesNotContain("crush").contains("\"full\"");
    assertThat(hall.put(ALL + "/mine", "*", AT_ONCE).statusCode()).isEqualTo(404);
    assertThat(hall.put(CRUSH, "*", AT_ONCE.replace("door", "hall")).statusCode()).isEqualTo(409);
    assertThat(hall.delete(CRUSH, "*").statusCode()).isEqualTo(404);
    assertThat(hall.post(SILENCE, "{\"forSeconds\":60}").statusCode()).isEqualTo(404);
    assertThat(viewer.get(ALL).statusCode()).isEqualTo(200);
    assertThat(viewer.put(CRUSH, "*", AT_ONCE).statusCode()).isEqualTo(403);
    assertThat(viewer.post(SILENCE, "{\"forSeconds\":60}").statusCode()).isEqualTo(403);
  }

  private JsonNode alert(String name) {
    for (JsonNode alert : Editor.json(operator.get(ALL)).at("/alerts")) {
      if (alert.at("/name").asText().equals(name)) {
        return alert;
      }
    }
    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }

  private void awaitState(String state, double people) {
    await()
        .untilAsserted(
            () -> {
              page.count(PageServer.DOOR, people, new byte[0]);
              assertThat(alert("crush").at("/state").asText()).isEqualTo(state);
            });
  }

  private void awaitTold(int events, double people) {
    await()
        .untilAsserted(
            () -> {
              page.count(PageServer.DOOR, people, new byte[0]);
              assertThat(told).hasSize(events);
            });
  }

  @Test
  void anAlertThatAnotherNodeJudgesIsListedAsItFiresThere() {
    operator.put(CRUSH, "*", AT_ONCE);
    page.hub.left(PageServer.DOOR);
    page.others =
        List.of(
            there(
                PageServer.DOOR,
                new Firing(
                    "crush", Series.of(PageServer.DOOR), "its", 5, Severity.CRITICAL, List.of())));

    await()
        .untilAsserted(
            () ->
                assertThat(operator.get(ALL).body())
                    .contains("\"state\":\"firing\",\"sinceMillis\":5"));
  }

  @Test
  void aCameraThatAnotherNodeMissesIsSilencedHere() {
    Series hall = Series.of(PageServer.HALL);
    CameraId gate = new CameraId("yard", "gate");
    page.others =
        List.of(
            there(
                PageServer.HALL,
                new Firing("camera-silent", hall, "its", 5, Severity.WARNING, List.of())),
            there(gate));
    String silence = ALL + "/camera-silent/silence";
    String hour = "{\"forSeconds\":3600,\"where\":\"lobby/hall\"}";
    Editor door = new Editor(page, Role.OPERATOR, "lobby/door");

    assertThat(silent("lobby/hall").at("/state").asText()).isEqualTo("firing");
    assertThat(silent("yard/gate").at("/state").asText()).isEqualTo("inactive");
    assertThat(door.post(silence, hour).statusCode()).isEqualTo(404);
    assertThat(operator.post(silence, hour).statusCode()).isEqualTo(200);
    assertThat(operator.post(silence, hour.replace("lobby/hall", "yard/gate")).statusCode())
        .isEqualTo(200);

    assertThat(silent("lobby/hall").at("/silencedUntilMillis").asLong()).isPositive();
    assertThat(silent("yard/gate").at("/silencedUntilMillis").asLong()).isPositive();
    assertThat(
            Editor.json(operator.get("/api/v1/cameras/lobby/hall"))
                .at("/now/alerts/0/silencedUntilMillis")
                .asLong())
        .isPositive();
    assertThat(operator.delete(silence + "?where=lobby/hall", "").statusCode()).isEqualTo(200);
    assertThat(silent("lobby/hall").at("/silencedUntilMillis").isMissingNode()).isTrue();
  }

  private JsonNode silent(String camera) {
    for (JsonNode alert : Editor.json(operator.get(ALL)).at("/alerts")) {
      if (alert.at("/name").asText().equals("camera-silent")
          && alert.at("/rule/where").asText().equals(camera)) {
        return alert;
      }
    }
    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }

  private static CameraElsewhere there(CameraId camera, Firing... firing) {
    CameraStatus status =
        new CameraStatus(
            camera,
            true,
            OptionalDouble.of(9),
            OptionalInt.of(9),
            Optional.empty(),
            OptionalLong.empty(),
            List.of(firing));
    return new CameraElsewhere("10.0.0.6:7600", status, System.nanoTime());
  }
}

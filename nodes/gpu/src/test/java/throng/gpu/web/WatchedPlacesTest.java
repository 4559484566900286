package throng.gpu.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.gpu.web.access.Role;

/** Places that an alert measures stay as long as the alert does. */
class WatchedPlacesTest {
  private static final String STAGE = Editor.DOOR + "/zones/stage";
  private static final String BODY = "{\"points\":" + Editor.LEFT + "}";

  /** The lower half of the picture, ten metres wide, seen from above. */
  private static final String FLOOR =
      "{\"picture\":[[0,1],[1,1],[1,0.5],[0,0.5]],\"metres\":[[0,0],[10,0],[10,5],[0,5]]}";

  private static final String ALERTS = "/api/v1/alerts/";
  private static final String SITE = "/api/v1/site";

  @TempDir Path folder = Path.of(".");
  private PageServer page;
  private Editor operator;

  @BeforeEach
  void start() {
    page = PageServer.start(folder.resolve("state"), "");
    page.hub.connected(PageServer.DOOR);
    page.hub.connected(PageServer.HALL);
    operator = new Editor(page, Role.OPERATOR);
  }

  @AfterEach
  void stop() {
    page.close();
  }

  @Test
  void whatAnAlertMeasuresStaysUntilTheAlertGoes() {
    operator.draw("stage", "[[0,0.5],[1,0.5],[1,1],[0,1]]");
    operator.draw("bar", "[[0,0.5],[0.5,0.5],[0.5,1]]");
    operator.put(Editor.DOOR + "/ground", "*", FLOOR);
    operator.put(ALERTS + "full-stage", "*", "{\"where\":\"lobby/door/stage\",\"above\":5}");
    operator.put(
        ALERTS + "crush",
        "*",
        "{\"where\":\"lobby/door/stage\",\"measure\":\"density\",\"above\":5}");

    HttpResponse<String> deleted = operator.delete(STAGE, "*");

    assertThat(deleted.statusCode()).isEqualTo(409);
    assertThat(Editor.detail(deleted))
        .isEqualTo(
            "These alerts would have nothing to measure any more: full-stage, crush. Delete or"
                + " change them first.");
    assertThat(
            operator
                .put(STAGE, "*", "{\"kind\":\"mask\",\"points\":" + Editor.LEFT + "}")
                .statusCode())
        .isEqualTo(409);
    assertThat(Editor.detail(operator.delete(Editor.DOOR + "/ground", "*")))
        .contains("more: crush. Delete");
    assertThat(Editor.json(operator.get(Editor.DOOR)).at("/zones")).hasSize(2);
    assertThat(operator.delete(STAGE, "\"0\"").statusCode()).isEqualTo(412);
    assertThat(operator.draw("stage", "[[0,0.6],[1,0.6],[1,1]]").statusCode()).isEqualTo(200);
    assertThat(operator.delete(Editor.DOOR + "/zones/bar", "*").statusCode()).isEqualTo(200);
    operator.delete(ALERTS + "crush", "*");
    assertThat(operator.delete(Editor.DOOR + "/ground", "*").statusCode()).isEqualTo(200);
    operator.delete(ALERTS + "full-stage", "*");
    assertThat(operator.delete(STAGE, "*").statusCode()).isEqualTo(200);
  }

  @Test
  void aFileThatTakesAwayWhatAnAlertMeasuresIsRefusedWhole() {
    Editor admin = new Editor(page, Role.ADMIN);
    operator.draw("bar", "[[0,0.5],[0.5,0.5],[0.5,1]]");
    String without = operator.get(SITE).body();
    operator.draw("stage", Editor.LEFT);
    String with = operator.get(SITE).body();
    operator.put(ALERTS + "full-stage", "*", "{\"where\":\"lobby/door/stage\",\"above\":5}");

    HttpResponse<String> refused = admin.put(SITE, "", without);

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(Editor.detail(refused))
        .isEqualTo(
            "The file: these alerts would have nothing to measure any more: full-stage at"
                + " lobby/door/stage. Nothing was taken: delete or change them first.");
    assertThat(Editor.json(operator.get(Editor.DOOR)).at("/zones")).hasSize(2);
    assertThat(admin.put(SITE, "", with).statusCode()).isEqualTo(200);
    operator.delete(ALERTS + "full-stage", "*");
    assertThat(admin.put(SITE, "", without).statusCode()).isEqualTo(200);
  }

  @Test
  void aFileWithAnAlertOnADensityOfGroundThatIsNotMeasuredIsRefusedWhole() {
    Editor admin = new Editor(page, Role.ADMIN);
    operator.draw("stage", "[[0,0.5],[1,0.5],[1,1],[0,1]]");
    operator.put(ALERTS + "crush", "*", "{\"where\":\"lobby/door/stage\",\"above\":5}");
    String people = operator.get(SITE).body();

    HttpResponse<String> refused = admin.put(SITE, "", people.replace("\"PEOPLE\"", "\"DENSITY\""));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(Editor.detail(refused))
        .isEqualTo(
            "The file: these alerts measure a density where the ground is not measured: crush at"
                + " lobby/door/stage. Nothing was taken: measure the ground first, or take them"
                + " out of the file.");
    assertThat(operator.get(SITE).body()).isEqualTo(people);
    assertThat(admin.put(SITE, "", people).statusCode()).isEqualTo(200);
  }

  @Test
  void whatAnAlertOfTheSettingsMeasuresStays() {
    String queue = "/api/v1/cameras/lobby/hall/zones/queue";
    assertThat(operator.put(queue, "*", BODY).statusCode()).isEqualTo(200);

    HttpResponse<String> deleted = operator.delete(queue, "*");

    assertThat(deleted.statusCode()).isEqualTo(409);
    assertThat(Editor.detail(deleted)).contains("long-queue (in the settings file)");
  }
}

package throng.gpu.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import throng.gpu.web.access.Role;

/** Groups, density bands, and everything as one file, through the API. */
class WholeSiteTest {
  private static final String LOBBY = "/api/v1/groups/lobby";
  private static final String BANDS = "/api/v1/bands";
  private static final String SITE = "/api/v1/site";
  private static final String ALL_OF_IT = "{\"title\":\"Foyer\",\"cameras\":[\"lobby/*\"]}";

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
  void aGroupSumsUpItsCamerasThatHaveACount() {
    HttpResponse<String> made = operator.put(LOBBY, "\"0\"", ALL_OF_IT);

    assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
    assertThat(Editor.version(made)).isEqualTo("\"1\"");
    assertThat(Editor.json(operator.get(Editor.DOOR)).at("/groups/0").asText()).isEqualTo("lobby");
    assertThat(sum(operator).at("/people").isMissingNode()).isTrue();
    await()
        .untilAsserted(
            () -> {
              page.count(PageServer.DOOR, 7, new byte[0]);
              assertThat(sum(operator).at("/people").asDouble()).isEqualTo(7);
              assertThat(sum(operator).at("/counted").asInt()).isEqualTo(1);
              assertThat(sum(operator).at("/cameras").asInt()).isEqualTo(2);
            });
    await()
        .untilAsserted(
            () -> {
              page.count(PageServer.DOOR, 7, new byte[0]);
              page.count(PageServer.HALL, 5, new byte[0]);
              assertThat(sum(operator).at("/people").asDouble()).isEqualTo(12);
            });
    assertThat(operator.delete(LOBBY, "\"1\"").statusCode()).isEqualTo(200);
    assertThat(operator.delete(LOBBY, "*").statusCode()).isEqualTo(404);
  }

  @Test
  void whoSeesSomeCamerasIsToldOfThoseOnly() {
    operator.put(LOBBY, "*", ALL_OF_IT);
    operator.put("/api/v1/groups/yard", "*", "{\"cameras\":[\"yard/gate\",\"lobby/hall\"]}");
    operator.put("/api/v1/groups/roof", "*", "{\"cameras\":[\"roof/*\"]}");
    Editor door = new Editor(page, Role.OPERATOR, "lobby/door");

    JsonNode groups = Editor.json(door.get("/api/v1/groups")).at("/groups");

    assertThat(groups).hasSize(1);
    assertThat(groups.at("/0/cameras")).hasToString("[\"lobby/door\"]");
    assertThat(sum(door).at("/cameras").asInt()).isEqualTo(1);
    assertThat(door.put(LOBBY, "*", ALL_OF_IT).statusCode()).isEqualTo(403);
    assertThat(door.delete(LOBBY, "*").statusCode()).isEqualTo(403);
    assertThat(door.put(BANDS, "*", bands(1, 2, 3)).statusCode()).isEqualTo(403);
    assertThat(door.get(SITE).statusCode()).isEqualTo(403);
  }

  @Test
  void whoSeesSomeCamerasChangesNoNetworksAndIsToldOfThoseCamerasOnly() {
    String models = "/api/v1/models";
    Editor all = new Editor(page, Role.ADMIN);
    Editor door = new Editor(page, Role.ADMIN, "lobby/*");

    assertThat(compared(all)).containsExactly("lobby/door", "yard/gate");
    assertThat(compared(door)).containsExactly("lobby/door");
    assertThat(door.post(models, "{\"name\":\"fast\"}").statusCode()).isEqualTo(403);
    assertThat(door.post(models + "/fast/use", "{}").statusCode()).isEqualTo(403);
    assertThat(door.post(models + "/fast/shadow", "{\"share\":0.1}").statusCode()).isEqualTo(403);
    assertThat(door.delete(models + "/fast/shadow", "").statusCode()).isEqualTo(403);
    assertThat(door.delete(models + "/fast", "").statusCode()).isEqualTo(403);
    assertThat(door.get("/api/v1/unencrypted").statusCode()).isEqualTo(403);
    assertThat(all.delete(models + "/fast", "").statusCode()).isEqualTo(200);
  }

  private static List<String> compared(Editor editor) {
    return Editor.json(editor.get("/api/v1/models"))
        .at("/shadow/cameras")
        .findValuesAsText("camera");
  }

  @Test
  void anImportThatWouldTellNobodyIsRefusedWhole() {
    operator.draw("stage", Editor.LEFT);
    operator.put(
        "/api/v1/alerts/crush",
        "*",
        "{\"where\":\"lobby/door/stage\",\"above\":5,\"notify\":[\"ops\"]}");
    String file = operator.get(SITE).body();

    try (PageServer other = PageServer.start(folder.resolve("other"), "")) {
      other.hub.connected(PageServer.DOOR);
      Editor admin = new Editor(other, Role.ADMIN);

      HttpResponse<String> refused =
          admin.put(SITE, "", file.replace("\"ops\"", "\"night-shift\""));

      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(Editor.detail(refused))
          .contains("the alert crush: notify names 'night-shift'", "there are ops", "Nothing was");
      assertThat(admin.get(Editor.DOOR).body()).doesNotContain("stage");
      assertThat(admin.put(SITE, "", file).statusCode()).isEqualTo(200);
      assertThat(Editor.json(admin.put(BANDS, "\"99\"", bands(1, 2, 3))).at("/changedBy").asText())
          .isEqualTo("test");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lobby  | {\"cameras\":[\"lobby\"]}              | 'lobby' is neither",
        "lobby  | {\"cameras\":[\"lobby/door/bar\"]}     | is neither",
        "lobby  | {\"cameras\":[\"*/door\"]}             | is neither",
        "lobby  | {\"cameras\":[null]}                   | null",
        "lobby  | {}                                     | look at cameras",
        "lobby  | {\"cameras\":[],\"title\":\"\\u200f\"}   | no character that controls",
        "lo%2Fb | {\"cameras\":[]}                       | A group's name must be",
        "f%C3%B6 | {\"cameras\":[]}                      | A group's name must be"
      })
  void refusesWhatIsNoGroupWithASentence(String name, String body, String sentence) {
    HttpResponse<String> refused = operator.put("/api/v1/groups/" + name, "*", body);

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(Editor.detail(refused)).contains(sentence);
  }

  @Test
  void theBandsOfThePageHoldInPlaceOfThoseOfTheSettings() {
    assertThat(Editor.json(operator.get(BANDS)).at("/origin").asText()).isEqualTo("settings");

    HttpResponse<String> changed = operator.put(BANDS, "\"0\"", bands(0.5, 1, 1.5));

    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    assertThat(Editor.json(changed).at("/origin").asText()).isEqualTo("page");
    operator.draw("stage", "[[0,0.5],[1,0.5],[1,1],[0,1]]");
    operator.put(
        Editor.DOOR + "/ground",
        "*",
        "{\"picture\":[[0,1],[1,1],[1,0.5],[0,0.5]],\"metres\":[[0,0],[10,0],[10,5],[0,5]]}");
    await()
        .untilAsserted(
            () -> {
              page.count(PageServer.DOOR, 120, new byte[0]);
              assertThat(Editor.json(operator.get(Editor.DOOR)).at("/now/zones/0/band").asText())
                  .isEqualTo("contact");
            });
    assertThat(operator.put(BANDS, "\"0\"", bands(1, 2, 3)).statusCode()).isEqualTo(412);
    assertThat(operator.put(BANDS, "", bands(1, 2, 3)).statusCode()).isEqualTo(428);
    assertThat(Editor.detail(operator.put(BANDS, "*", bands(3, 2, 1)))).contains("must rise");
    assertThat(Editor.json(operator.delete(BANDS, "*")).at("/slowed").asDouble()).isEqualTo(2);
  }

  @Test
  void everythingIsOneFileThatAnotherNodeTakes() {
    operator.draw("stage", Editor.LEFT);
    operator.put(LOBBY, "*", ALL_OF_IT);
    operator.put(BANDS, "*", bands(1, 2, 3));
    operator.put("/api/v1/alerts/crush", "*", "{\"where\":\"lobby/door/stage\",\"above\":5}");
    HttpResponse<String> file = operator.get(SITE);
    assertThat(file.headers().firstValue("Content-Disposition").orElse("")).contains("attachment");

    try (PageServer other = PageServer.start(folder.resolve("other"), "")) {
      Editor admin = new Editor(other, Role.ADMIN);
      HttpResponse<String> taken = admin.put(SITE, "", file.body());

      assertThat(taken.body())
          .isEqualTo("{\"cameras\":1,\"alerts\":1,\"groups\":1,\"users\":0,\"links\":[]}");
      assertThat(Editor.json(admin.get(Editor.DOOR)).at("/zones/0/name").asText())
          .isEqualTo("stage");
      assertThat(Editor.json(admin.get(Editor.DOOR)).at("/now/connected").asBoolean(true))
          .isFalse();
      assertThat(admin.get("/api/v1/alerts").body()).contains("lobby/door/stage");
      assertThat(admin.get("/api/v1/groups").body()).contains("Foyer");
      assertThat(Editor.json(admin.get(BANDS)).at("/contact").asDouble()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                                       | The file",
        "{}                                      | The file",
        "{\"format\":2}                          | it is of format 2",
        "{\"format\":1,\"cameras\":[{\"camera\":\"a\",\"version\":1}]} | 'a' is no node/camera"
      })
  void takesNothingOfAFileThatIsWrong(String file, String sentence) {
    operator.draw("stage", Editor.LEFT);
    Editor admin = new Editor(page, Role.ADMIN);

    HttpResponse<String> refused = admin.put(SITE, "", file);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(Editor.detail(refused)).contains(sentence);
    assertThat(Editor.json(operator.get(Editor.DOOR)).at("/zones")).hasSize(1);
  }

  @Test
  void theFileIsForAdministratorsToTake() {
    String file = operator.get(SITE).body();

    assertThat(operator.put(SITE, "", file).statusCode()).isEqualTo(403);
    assertThat(new Editor(page, Role.ADMIN, "lobby/*").put(SITE, "", file).statusCode())
        .isEqualTo(403);
    assertThat(new Editor(page, Role.VIEWER).get(SITE).statusCode()).isEqualTo(403);
    assertThat(new Editor(page, Role.ADMIN).put(SITE, "", " ".repeat(9 << 20)).statusCode())
        .isEqualTo(413);
  }

  private static String bands(double slowed, double contact, double critical) {
    return "{\"slowed\":%s,\"contact\":%s,\"critical\":%s}".formatted(slowed, contact, critical);
  }

  private static JsonNode sum(Editor editor) {
    return Editor.json(editor.get("/api/v1/cameras")).at("/groups/0");
  }
}

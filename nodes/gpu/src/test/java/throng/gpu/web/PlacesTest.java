package throng.gpu.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import throng.gpu.web.access.Role;

/** Zones, masks and ground through the API. */
class PlacesTest {
  private static final String STAGE = Editor.DOOR + "/zones/stage";
  private static final String BODY = "{\"points\":" + Editor.LEFT + "}";

  /** The lower half of the picture, ten metres wide, seen from above. */
  private static final String FLOOR =
      "{\"picture\":[[0,1],[1,1],[1,0.5],[0,0.5]],\"metres\":[[0,0],[10,0],[10,5],[0,5]]}";

  /** A floor that goes away from the camera: the horizon is in the picture. */
  private static final String AWAY =
      "{\"picture\":[[0,1],[1,1],[0.6,0.5],[0.4,0.5]],\"metres\":[[0,0],[10,0],[10,40],[0,40]]}";

  private static final String ABOUT = Editor.DOOR + "/about";

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
  void drawsAZoneAndTellsWhoIsInIt() {
    page.count(PageServer.DOOR, 7, new byte[0]);

    HttpResponse<String> drawn =
        operator.put(
            STAGE,
            "\"0\"",
            "{\"title\":\"  Bühne 1 – 舞台 \",\"kind\":\"zone\",\"points\":" + Editor.LEFT + "}");

    assertThat(drawn.statusCode()).isEqualTo(200);
    assertThat(Editor.version(drawn)).isEqualTo("\"1\"");
    assertThat(Editor.json(drawn).at("/zones/0/name").asText()).isEqualTo("stage");
    assertThat(Editor.json(drawn).at("/zones/0/title").asText()).isEqualTo("Bühne 1 – 舞台");
    assertThat(Editor.json(drawn).at("/zones/0/points"))
        .hasToString("[[0.0,0.0],[0.5,0.0],[0.5,1.0],[0.0,1.0]]");
    await()
        .untilAsserted(
            () -> {
              page.count(PageServer.DOOR, 7, new byte[0]);
              var camera = Editor.json(operator.get(Editor.DOOR));
              assertThat(camera.at("/zones/0/people").asDouble()).isEqualTo(7);
              assertThat(camera.at("/now/zones/0/people").asDouble()).isEqualTo(7);
              assertThat(camera.at("/now/shown").asInt()).isEqualTo(7);
            });
    HttpResponse<String> removed = operator.delete(STAGE, "\"1\"");
    assertThat(removed.statusCode()).isEqualTo(200);
    assertThat(Editor.json(removed).at("/zones")).isEmpty();
    assertThat(operator.delete(STAGE, "*").statusCode()).isEqualTo(404);
  }

  @Test
  void aMaskTakesItsPeopleOutOfTheCount() {
    operator.put(STAGE, "*", "{\"kind\":\"mask\",\"points\":" + Editor.LEFT + "}");

    await()
        .untilAsserted(
            () -> {
              page.count(PageServer.DOOR, 7, new byte[0]);
              var now = Editor.json(operator.get(Editor.DOOR)).at("/now");
              assertThat(now.at("/people").asDouble(-1)).isZero();
              assertThat(now.at("/raw").asDouble()).isEqualTo(7);
              assertThat(now.at("/zones")).isEmpty();
            });
  }

  @Test
  void namesACameraAndSaysHowManyItHolds() {
    HttpResponse<String> said =
        operator.put(ABOUT, "\"0\"", "{\"title\":\" <i>North</i> entrance\",\"capacity\":50}");

    assertThat(said.statusCode()).as(said.body()).isEqualTo(200);
    assertThat(Editor.version(said)).isEqualTo("\"1\"");
    assertThat(Editor.json(said).at("/about"))
        .hasToString("{\"title\":\"<i>North</i> entrance\",\"capacity\":50}");
    assertThat(Editor.json(operator.get(Editor.DOOR)).at("/now/capacity").asInt()).isEqualTo(50);
    assertThat(operator.put(ABOUT, "\"0\"", "{}").statusCode()).isEqualTo(412);
    assertThat(operator.put(ABOUT, "", "{}").statusCode()).isEqualTo(428);
    assertThat(new Editor(page, Role.VIEWER).put(ABOUT, "*", "{}").statusCode()).isEqualTo(403);

    operator.put(STAGE, "*", "{\"capacity\":20,\"points\":" + Editor.LEFT + "}");
    var camera = Editor.json(operator.get(Editor.DOOR));
    assertThat(camera.at("/zones/0/capacity").asInt()).isEqualTo(20);
    assertThat(camera.at("/now/zones/0/capacity").asInt()).isEqualTo(20);
    assertThat(camera.at("/now/title").asText()).isEqualTo("<i>North</i> entrance");

    HttpResponse<String> group =
        operator.put("/api/v1/groups/all", "*", "{\"cameras\":[\"lobby/*\"],\"capacity\":70}");
    assertThat(Editor.json(group).at("/groups/0/capacity").asInt()).isEqualTo(70);
    assertThat(Editor.json(operator.get("/api/v1/cameras")).at("/groups/0/capacity").asInt())
        .isEqualTo(70);

    HttpResponse<String> unsaid = operator.put(ABOUT, "\"2\"", "{}");
    assertThat(Editor.json(unsaid).at("/about")).hasToString("{}");
    assertThat(Editor.json(unsaid).at("/now/title").isMissingNode()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"capacity\":0}        | capacity must be from 1 to 1000000 people",
        "{\"capacity\":1000001}  | capacity must be from 1 to 1000000 people",
        "{\"capacity\":\"many\"} | look at capacity",
        "{\"capacity\":1.5}      | look at capacity",
        "{\"title\":\"a\\u0007b\"} | A title must be one line",
        "{\"title\":\"a\\u202eb\"} | A title must hold no character that controls",
        "{\"name\":\"door\"}     | 'name', which does not belong here",
      })
  void refusesWhatIsNoTitleAndNoCapacity(String body, String sentence) {
    HttpResponse<String> refused = operator.put(ABOUT, "*", body);

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(Editor.detail(refused)).contains(sentence);
    assertThat(operator.get(Editor.DOOR).body()).contains("\"version\":0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"points\":[[0,0],[1,1]]}                        | from 3 to 64 points; this one has 2",
        "{\"points\":[[0,0],[1,1],[1,0],[0,1]]}            | The zone crosses itself",
        "{\"points\":[[0,0],[1,0],[1,1.5]]}                | points: point 3: A point's x and y are"
            + " fractions",
        "{\"points\":[[0,0],[1,0],[1]]}                    | points: point 3 must be [x, y]",
        "{\"points\":[[0,0],[1,0],null]}                   | points: point 3 must be [x, y]",
        "{\"points\":[[0,0],[1,0],[null,1]]}               | look at points[2]",
        "{\"points\":[[0,0],[1,0],[\"NaN\",1]]}            | point",
        "{\"points\":[[0,0],[1,0],[1e999,1]]}              | points: point 3: A point's x and y are"
            + " fractions",
        "{\"points\":[[0,0],[1,0],[NaN,1]]}                | The body is not the JSON that belongs"
            + " here",
        "{\"points\":{}}                                   | look at points",
        "{\"points\":null}                                 | look at points",
        "{}                                                | look at points",
        "{\"points\":[[0,0],[1,0],[1,1]],\"kind\":\"hole\"}| look at kind",
        "{\"points\":[[0,0],[1,0],[1,1]],\"colour\":\"x\"} | 'colour', which does not belong here",
        "{\"points\":[[0,0],[1,0],[1,1]],\"points\":[]}    | The body is not the JSON",
        "{\"points\":[[0,0],[1,0],[1,1]],\"title\":\"a\\nb\"} | A title must be one line",
        "{\"points\":[[0,0],[1,0],[1,1]],\"title\":\"a\\u200fb\"} | no character that controls",
        "no JSON                                           | The body is not the JSON that belongs"
            + " here",
      })
  void refusesWhatIsNoZoneWithASentence(String body, String sentence) {
    HttpResponse<String> refused = operator.put(STAGE, "*", body);

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(Editor.detail(refused)).contains(sentence);
    assertThat(operator.get(Editor.DOOR).body()).contains("\"version\":0");
  }

  @Test
  void refusesMorePointsThanAZoneHas() {
    String ring =
        IntStream.range(0, 65)
            .mapToObj(i -> i * 2 * Math.PI / 65)
            .map(a -> "[%s,%s]".formatted(0.5 + 0.4 * Math.cos(a), 0.5 + 0.4 * Math.sin(a)))
            .collect(Collectors.joining(",", "[", "]"));

    assertThat(Editor.detail(operator.draw("ring", ring))).contains("65 points", "64");
    assertThat(
            operator
                .put(STAGE, "*", "{\"points\":[" + "[0,0],".repeat(20_000) + "[1,1]]}")
                .statusCode())
        .isEqualTo(413);
  }

  @ParameterizedTest
  @CsvSource({
    "a.b, 200",
    "A-b_9, 200",
    "a%2Fb, 400",
    "b%C3%BChne, 400",
    "a%20b, 400",
    "count, 400",
    "preview, 400",
    "%2E%2E, 404",
    "'', 400"
  })
  void aZonesNameStandsInAddresses(String name, int status) {
    HttpResponse<String> answer = operator.draw(name, Editor.LEFT);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    if (status == 400) {
      assertThat(Editor.detail(answer)).startsWith("A zone");
    }
  }

  @Test
  void ofTwoEditorsTheSlowerOneIsRefused() {
    assertThat(operator.put(STAGE, "\"0\"", BODY).statusCode()).isEqualTo(200);

    HttpResponse<String> stale = operator.put(Editor.DOOR + "/zones/bar", "\"0\"", BODY);
    assertThat(stale.statusCode()).isEqualTo(412);
    assertThat(Editor.detail(stale)).contains("was version 0, and is 1 now");
    assertThat(operator.put(STAGE, "", BODY).statusCode()).isEqualTo(428);
    assertThat(operator.delete(STAGE, "").statusCode()).isEqualTo(428);
    assertThat(operator.delete(STAGE, "\"0\"").statusCode()).isEqualTo(412);
    assertThat(operator.put(STAGE, "nonsense", BODY).statusCode()).isEqualTo(400);
    assertThat(operator.put(Editor.DOOR + "/ground", "\"0\"", FLOOR).statusCode()).isEqualTo(412);
    assertThat(Editor.json(operator.get(Editor.DOOR)).at("/zones")).hasSize(1);
  }

  @Test
  void ofManyEditorsAtOnceOneWins() throws Exception {
    ExecutorService editors = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> edits = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String zone = Editor.DOOR + "/zones/z" + i;
        edits.add(() -> operator.put(zone, "\"0\"", BODY).statusCode());
      }
      List<Integer> answers = new ArrayList<>();
      for (Future<Integer> edit : editors.invokeAll(edits)) {
        answers.add(edit.get());
      }
      assertThat(answers).containsOnlyOnce(200);
      assertThat(answers.stream().filter(it -> it == 412)).hasSize(7);
    } finally {
      editors.shutdownNow();
    }
  }

  @Test
  void changesNothingThatCannotBeKept() throws IOException {
    Path file = Files.createDirectories(folder.resolve("state").resolve("site.json"));
    Files.createFile(file.resolve("in-the-way"));

    HttpResponse<String> full = operator.put(STAGE, "*", BODY);

    assertThat(full.statusCode()).isEqualTo(503);
    assertThat(full.headers().firstValue("Retry-After")).isPresent();
    assertThat(Editor.detail(full))
        .startsWith("Nothing has changed, since the node cannot keep it");
    assertThat(Editor.json(operator.get(Editor.DOOR)).at("/zones")).isEmpty();
    assertThat(Editor.json(operator.get(Editor.DOOR)).at("/version").asInt()).isZero();
  }

  @Test
  void whatIsDrawnIsOnTheDiskBeforeItIsAnswered() throws IOException {
    operator.put(STAGE, "*", BODY);

    assertThat(Files.readString(folder.resolve("state").resolve("site.json"))).contains("stage");
  }

  @Test
  void isForOperatorsWhoSeeTheCamera() {
    Editor viewer = new Editor(page, Role.VIEWER);
    Editor elsewhere = new Editor(page, Role.OPERATOR, "lobby/hall", "yard/*");

    assertThat(viewer.put(STAGE, "*", BODY).statusCode()).isEqualTo(403);
    assertThat(viewer.delete(STAGE, "*").statusCode()).isEqualTo(403);
    assertThat(viewer.put(Editor.DOOR + "/ground", "*", FLOOR).statusCode()).isEqualTo(403);
    assertThat(viewer.get(Editor.DOOR).statusCode()).isEqualTo(200);
    assertThat(elsewhere.put(STAGE, "*", BODY).statusCode()).isEqualTo(404);
    assertThat(elsewhere.get(Editor.DOOR).statusCode()).isEqualTo(404);
    assertThat(elsewhere.put("/api/v1/cameras/yard/gate/zones/a", "*", BODY).statusCode())
        .isEqualTo(404);
    assertThat(operator.put("/api/v1/cameras/no/body/zones/a", "*", BODY).statusCode())
        .isEqualTo(404);
    assertThat(page.get(Editor.DOOR).statusCode()).isEqualTo(401);
  }

  @Test
  void aZoneHasAnAreaOnceTheGroundIsMeasured() {
    operator.draw("stage", "[[0,0.5],[1,0.5],[1,1],[0,1]]");

    HttpResponse<String> measured = operator.put(Editor.DOOR + "/ground", "*", FLOOR);

    assertThat(measured.statusCode()).as(measured.body()).isEqualTo(200);
    assertThat(Editor.json(measured).at("/zones/0/squareMetres").asDouble()).isEqualTo(50);
    assertThat(Editor.json(measured).at("/ground/metres")).hasSize(4);
    await()
        .untilAsserted(
            () -> {
              page.count(PageServer.DOOR, 400, new byte[0]);
              var zone = Editor.json(operator.get(Editor.DOOR)).at("/now/zones/0");
              assertThat(zone.at("/density").asDouble()).isEqualTo(4);
              assertThat(zone.at("/band").asText()).isEqualTo("contact");
            });
    HttpResponse<String> gone = operator.delete(Editor.DOOR + "/ground", "*");
    assertThat(Editor.json(gone).at("/zones/0/squareMetres").isMissingNode()).isTrue();
    assertThat(operator.delete(Editor.DOOR + "/ground", "*").statusCode()).isEqualTo(404);
  }

  @Test
  void refusesWhatReachesToTheHorizon() {
    operator.put(Editor.DOOR + "/ground", "*", AWAY);
    String high = "[[0.1,0.9],[0.9,0.9],[0.5,0.05]]";

    HttpResponse<String> zone = operator.draw("stage", high);

    assertThat(zone.statusCode()).isEqualTo(400);
    assertThat(Editor.detail(zone)).contains("Zone stage: Point 3 of the zone lies at the horizon");
    operator.delete(Editor.DOOR + "/ground", "*");
    assertThat(operator.draw("stage", high).statusCode()).isEqualTo(200);
    HttpResponse<String> ground = operator.put(Editor.DOOR + "/ground", "*", AWAY);
    assertThat(ground.statusCode()).isEqualTo(400);
    assertThat(Editor.detail(ground)).contains("Zone stage: Point 3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[[0,1],[1,1],[1,0.5]]         | [[0,0],[10,0],[10,5]]          | these are 3 and 3",
        "[[0,1],[1,1],[0,0.5],[1,0.5]] | [[0,0],[10,0],[10,5],[0,5]]    | must go around one place",
        "[[0,1],[1,1],[1,0.5],[0,0.5]] | [[0,0],[1e6,0],[10,5],[0,5]]   | metres: point 2: A place"
            + " on the ground",
        "[[0,2],[1,1],[1,0.5],[0,0.5]] | [[0,0],[10,0],[10,5],[0,5]]    | picture: point 1: A"
            + " point's x and y",
        "[[0,1],[1,1],[1,0.5],[0,0.5]] | null                           | look at metres"
      })
  void refusesWhatIsNoGround(String picture, String metres, String sentence) {
    HttpResponse<String> refused =
        operator.put(
            Editor.DOOR + "/ground",
            "*",
            "{\"picture\":%s,\"metres\":%s}".formatted(picture, metres));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(Editor.detail(refused)).contains(sentence);
  }

  @Test
  void tellsWhileAZoneIsDrawnWhoWouldBeInIt() {
    String path = Editor.DOOR + "/zones/preview";
    String quarter = "{\"points\":[[0,0],[0.25,0],[0.25,1],[0,1]]}";

    assertThat(operator.post(path, quarter).body()).isEqualTo("{}");
    page.count(PageServer.DOOR, 8, new byte[0]);
    HttpResponse<String> preview = operator.post(path, quarter);

    assertThat(preview.statusCode()).isEqualTo(200);
    assertThat(Editor.json(preview).at("/people").asDouble()).isEqualTo(4);
    assertThat(Editor.json(preview).at("/countedAtMillis").asLong()).isPositive();
    operator.put(Editor.DOOR + "/ground", "*", FLOOR);
    assertThat(
            Editor.json(operator.post(path, "{\"points\":[[0,0.5],[1,0.5],[1,1],[0,1]]}"))
                .at("/squareMetres")
                .asDouble())
        .isEqualTo(50);
    operator.put(Editor.DOOR + "/ground", "*", AWAY);
    assertThat(
            Editor.json(operator.post(path, "{\"points\":[[0.1,0.9],[0.9,0.9],[0.5,0.05]]}"))
                .at("/refusal")
                .asText())
        .contains("horizon");
    assertThat(Editor.json(operator.get(Editor.DOOR)).at("/zones")).isEmpty();
  }

  @Test
  void tellsNobodyInAZoneOfWhatWasCountedLongAgo() {
    String path = Editor.DOOR + "/zones/preview";
    long before = System.nanoTime() - TimeUnit.MINUTES.toNanos(1);
    page.count(PageServer.DOOR, 8, new byte[0], before);

    var preview = Editor.json(operator.post(path, BODY));

    assertThat(preview.has("people")).isFalse();
    assertThat(preview.has("density")).isFalse();
    assertThat(preview.at("/countedAtMillis").asLong()).isPositive();
  }

  @Test
  void leavesMasksOutOfWhatIsDrawn() {
    String path = Editor.DOOR + "/zones/preview";
    page.count(PageServer.DOOR, 8, new byte[0]);
    operator.put(
        Editor.DOOR + "/zones/tree", "*", "{\"kind\":\"mask\",\"points\":" + Editor.LEFT + "}");

    assertThat(Editor.json(operator.post(path, BODY)).at("/people").asDouble(-1)).isZero();
    assertThat(
            Editor.json(
                    operator.post(path, "{\"replaces\":\"tree\",\"points\":" + Editor.LEFT + "}"))
                .at("/people")
                .asDouble())
        .isEqualTo(8);
    assertThat(operator.post(path, "{\"points\":[[0,0],[1,1],[1,0],[0,1]]}").statusCode())
        .isEqualTo(400);
    assertThat(new Editor(page, Role.VIEWER).post(path, BODY).statusCode()).isEqualTo(403);
  }
}

package throng.gpu.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import throng.actors.counts.Network;
import throng.gpu.web.access.Role;

/** The calibration of a camera's count through the API. */
class CountCalibrationTest {
  private static final String CALIBRATION = Editor.DOOR + "/calibration";
  private static final String PICTURES = CALIBRATION + "/pictures";
  private static final String PAIRS = CALIBRATION + "/pairs";
  private static final byte[] JPEG = "JPEG-OF-THE-DOOR".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder = Path.of(".");
  private PageServer page;
  private Editor operator;

  @BeforeEach
  void start() {
    page = start("");
    operator = new Editor(page, Role.OPERATOR);
  }

  @AfterEach
  void stop() {
    page.close();
  }

  private PageServer start(String settings) {
    PageServer started = PageServer.start(folder.resolve("state"), settings);
    started.hub.connected(PageServer.DOOR);
    return started;
  }

  @Test
  void holdsAPictureStillWhileCountingGoesOn() throws Exception {
    assertThat(operator.post(PICTURES, "").statusCode()).isEqualTo(404);
    page.count(PageServer.DOOR, 50, JPEG);

    HttpResponse<String> held = operator.post(PICTURES, "");
    page.count(PageServer.DOOR, 7, "NEWER".getBytes(StandardCharsets.UTF_8));

    assertThat(held.statusCode()).as(held.body()).isEqualTo(201);
    assertThat(Editor.json(held).at("/counted").asDouble()).isEqualTo(50);
    assertThat(Editor.json(held).at("/picture").asBoolean()).isTrue();
    assertThat(Editor.json(held).at("/forgottenAtMillis").asLong())
        .isGreaterThan(System.currentTimeMillis());
    String one = PICTURES + "/" + Editor.json(held).at("/id").asText();
    assertThat(operator.get(one).body()).isEqualTo("JPEG-OF-THE-DOOR");
    assertThat(operator.get(one).headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(Editor.json(operator.get(Editor.DOOR)).at("/now/raw").asDouble()).isEqualTo(7);
    assertThat(operator.delete(one, "").statusCode()).isEqualTo(204);
    assertThat(operator.get(one).statusCode()).isEqualTo(404);
    assertThat(operator.delete(one, "").statusCode()).isEqualTo(404);
    assertNoPictureOnTheDisk();
  }

  @Test
  void proposesAFactorWithItsIntervalAndAppliesItOnceItIsAccepted() {
    for (double people : new double[] {60, 66, 58, 63, 61}) {
      pair(50, people);
    }

    JsonNode pairs = Editor.json(operator.get(PAIRS));
    assertThat(pairs.at("/pairs")).hasSize(5);
    assertThat(pairs.at("/bias").asDouble()).isEqualTo(-11.6);
    assertThat(pairs.at("/error").asDouble()).isEqualTo(11.6);
    assertThat(pairs.at("/proposed/factor").asDouble()).isEqualTo(308.0 / 250);
    assertThat(pairs.at("/proposed/low").asDouble()).isBetween(1.0, 1.2);
    assertThat(pairs.at("/proposed/high").asDouble()).isBetween(1.25, 1.5);
    assertThat(pairs.at("/calibration/state").asText()).isEqualTo("none");

    HttpResponse<String> accepted = operator.put(CALIBRATION, "\"5\"", "{\"factor\":\"proposed\"}");

    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(200);
    assertThat(Editor.json(accepted).at("/calibration/state").asText()).isEqualTo("in-force");
    await()
        .untilAsserted(
            () -> {
              page.count(PageServer.DOOR, 50, JPEG);
              JsonNode now = now();
              assertThat(now.at("/people").asDouble()).isEqualTo(61.6);
              assertThat(now.at("/shown").asInt()).isBetween(61, 62);
              assertThat(now.at("/low").asInt()).isBetween(50, 61);
              assertThat(now.at("/high").asInt()).isBetween(63, 75);
              assertThat(now.at("/factor").asDouble()).isEqualTo(308.0 / 250);
            });
    HttpResponse<String> withdrawn = operator.put(CALIBRATION, "\"6\"", "{\"factor\":\"none\"}");
    assertThat(Editor.json(withdrawn).at("/calibration/state").asText()).isEqualTo("none");
    assertThat(Editor.json(withdrawn).at("/pairs")).hasSize(5);
  }

  @Test
  void proposesNothingBeforeFivePicturesHavePeople() {
    for (double people : new double[] {60, 66, 58, 63}) {
      pair(50, people);
    }
    pair(50, 0);

    JsonNode pairs = Editor.json(operator.get(PAIRS));

    assertThat(pairs.at("/ratios").asInt()).isEqualTo(4);
    assertThat(pairs.at("/forInterval").asInt()).isEqualTo(5);
    assertThat(pairs.has("proposed")).isFalse();
    HttpResponse<String> accepted = operator.put(CALIBRATION, "*", "{\"factor\":\"proposed\"}");
    assertThat(accepted.statusCode()).isEqualTo(400);
    assertThat(Editor.detail(accepted)).contains("of 1 more picture first, with somebody in it");
  }

  @Test
  void isHiddenAfterAnotherNetworkCountsUntilSomebodyConfirmsIt() {
    for (int i = 0; i < 5; i++) {
      pair(50, 60);
    }
    operator.put(CALIBRATION, "*", "{\"factor\":\"proposed\"}");
    page.network = new Network("other", "2");

    await()
        .untilAsserted(
            () -> {
              page.count(PageServer.DOOR, 50, JPEG);
              assertThat(now().at("/people").asDouble()).isEqualTo(50);
              assertThat(now().at("/unconfirmed").asBoolean()).isTrue();
            });
    JsonNode pairs = Editor.json(operator.get(PAIRS));
    assertThat(pairs.at("/calibration/state").asText()).isEqualTo("unconfirmed");
    assertThat(pairs.at("/pairs/0/used").asBoolean(true)).isFalse();
    assertThat(pairs.at("/proposed").isMissingNode()).isTrue();
    assertThat(Editor.detail(operator.put(CALIBRATION, "*", "{\"factor\":\"proposed\"}")))
        .contains("There is nothing to accept");

    assertThat(operator.put(CALIBRATION, "*", "{\"factor\":\"confirmed\"}").statusCode())
        .isEqualTo(200);
    await()
        .untilAsserted(
            () -> {
              page.count(PageServer.DOOR, 50, JPEG);
              assertThat(now().at("/people").asDouble()).isEqualTo(60);
            });
  }

  @Test
  void aPictureIsForgottenOnceItIsCounted() throws Exception {
    page.count(PageServer.DOOR, 50, JPEG);
    String id = hold();

    assertThat(operator.put(PICTURES + "/" + id, "", "").statusCode()).isEqualTo(204);
    assertThat(operator.post(PAIRS, body(id, "60")).statusCode()).isEqualTo(201);

    assertThat(operator.get(PICTURES + "/" + id).statusCode()).isEqualTo(404);
    assertThat(operator.put(PICTURES + "/" + id, "", "").statusCode()).isEqualTo(404);
    HttpResponse<String> again = operator.post(PAIRS, body(id, "60"));
    assertThat(again.statusCode()).isEqualTo(404);
    assertThat(Editor.detail(again)).contains("not held any more");
    assertNoPictureOnTheDisk();
  }

  @Test
  void aPictureThatIsSentTwiceAtOnceCountsOnce() throws Exception {
    for (int attempt = 0; attempt < 10; attempt++) {
      page.count(PageServer.DOOR, 50, JPEG);
      String body = body(hold(), "60");

      List<Integer> answers =
          IntStream.range(0, 8)
              .mapToObj(any -> CompletableFuture.supplyAsync(() -> operator.post(PAIRS, body)))
              .toList()
              .stream()
              .map(answer -> answer.join().statusCode())
              .toList();

      assertThat(answers).containsOnlyOnce(201).contains(404);
    }
    assertThat(Editor.json(operator.get(PAIRS)).at("/pairs")).hasSize(10);
  }

  @Test
  void holdsSoManyPicturesOnlyAndForgetsTheEldest() {
    page.count(PageServer.DOOR, 50, JPEG);
    String eldest = hold();

    for (int i = 0; i < 16; i++) {
      hold();
    }

    assertThat(operator.get(PICTURES + "/" + eldest).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1e9", "\"NaN\"", "null", "\"six\"", "[6]"})
  void refusesWhatIsNoNumberOfPeople(String people) {
    page.count(PageServer.DOOR, 50, JPEG);
    String id = hold();

    assertThat(operator.post(PAIRS, body(id, people)).statusCode()).isEqualTo(400);
    assertThat(operator.get(PICTURES + "/" + id).statusCode()).isEqualTo(200);
  }

  @Test
  void removesOnePairOrAll() {
    pair(50, 60);
    pair(50, 70);
    pair(50, 80);

    HttpResponse<String> rest = operator.delete(PAIRS + "/2", "");
    assertThat(Editor.json(rest).at("/pairs")).hasSize(2);
    assertThat(operator.delete(PAIRS + "/2", "").statusCode()).isEqualTo(404);
    assertThat(operator.delete(PAIRS + "/x", "").statusCode()).isEqualTo(404);
    assertThat(operator.delete(PAIRS + "/1", "\"1\"").statusCode()).isEqualTo(412);
    assertThat(Editor.json(operator.delete(PAIRS, "\"4\"")).at("/pairs")).isEmpty();
  }

  @Test
  void tellsThePairsAsAFile() {
    page.network = new Network("=crowd,\"s\"", "1");
    pair(50, 60);

    HttpResponse<String> file = operator.get(PAIRS + ".csv");

    assertThat(file.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(file.body())
        .startsWith("number,time,network,network_version,people,counted\r\n1,")
        .contains(",\"'=crowd,\"\"s\"\"\",1,60.0,50.0\r\n");
  }

  @Test
  void withholdsThePictureWherePicturesAreOff() {
    page.close();
    page = start("pictures = off");
    operator = new Editor(page, Role.OPERATOR);
    page.count(PageServer.DOOR, 50, JPEG);

    HttpResponse<String> held = operator.post(PICTURES, "");

    assertThat(Editor.json(held).at("/picture").asBoolean(true)).isFalse();
    HttpResponse<String> picture =
        operator.get(PICTURES + "/" + Editor.json(held).at("/id").asText());
    assertThat(picture.statusCode()).isEqualTo(204);
    assertThat(picture.body()).isEmpty();
  }

  @Test
  void isForOperatorsWhoSeeTheCamera() {
    page.hub.connected(PageServer.HALL);
    page.count(PageServer.DOOR, 50, JPEG);
    String id = hold();
    Editor viewer = new Editor(page, Role.VIEWER);
    Editor hall = new Editor(page, Role.OPERATOR, "lobby/hall");

    assertThat(viewer.post(PICTURES, "").statusCode()).isEqualTo(403);
    assertThat(viewer.get(PICTURES + "/" + id).statusCode()).isEqualTo(403);
    assertThat(viewer.post(PAIRS, body(id, "6")).statusCode()).isEqualTo(403);
    assertThat(viewer.get(PAIRS).statusCode()).isEqualTo(200);
    assertThat(hall.get(PICTURES + "/" + id).statusCode()).isEqualTo(404);
    assertThat(hall.get("/api/v1/cameras/lobby/hall/calibration/pictures/" + id).statusCode())
        .isEqualTo(404);
    assertThat(hall.get(PAIRS).statusCode()).isEqualTo(404);
    assertThat(hall.get(PAIRS + ".csv").statusCode()).isEqualTo(404);
    assertThat(operator.put(CALIBRATION, "", "{\"factor\":\"none\"}").statusCode()).isEqualTo(428);
    assertThat(operator.put(CALIBRATION, "*", "{\"factor\":\"big\"}").statusCode()).isEqualTo(400);
  }

  private void pair(double counted, double people) {
    page.count(PageServer.DOOR, counted, JPEG);
    HttpResponse<String> added = operator.post(PAIRS, body(hold(), String.valueOf(people)));
    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    // The network that counts is known with the next tick.
    await().until(() -> page.site.counts().network(PageServer.DOOR).isPresent());
  }

  private String hold() {
    return Editor.json(operator.post(PICTURES, "")).at("/id").asText();
  }

  private static String body(String picture, String people) {
    return "{\"picture\":\"%s\",\"people\":%s}".formatted(picture, people);
  }

  private JsonNode now() {
    return Editor.json(operator.get(Editor.DOOR)).at("/now");
  }

  private void assertNoPictureOnTheDisk() throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .doesNotContain("JPEG-OF-THE-DOOR");
      }
    }
  }
}

package throng.gpu.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.actors.counts.AlertEvent;
import throng.actors.counts.Series;
import throng.actors.counts.Severity;
import throng.actors.counts.alert.AlertMemory.Firing;
import throng.gpu.web.access.Role;

/** A camera that does not come back is missed, until somebody says that it is not to. */
class AwayCamerasTest {
  private static final byte[] JPEG = {1};
  private static final String TRIANGLE = "{\"points\":[[0,0],[1,0],[1,1]]}";
  private static final String FORGET = Editor.DOOR + "?confirm=lobby/door";

  @TempDir private Path folder;
  private final List<PageServer> servers = new ArrayList<>();

  @AfterEach
  void stop() {
    servers.forEach(PageServer::close);
  }

  @Test
  void afterARestartACameraIsAwayWithItsLastCount() {
    PageServer before = start();
    before.hub.connected(PageServer.DOOR);
    before.count(PageServer.DOOR, 7, JPEG);
    long counted = camera(before).at("/countedAtMillis").asLong();
    before.close();
    servers.clear();

    JsonNode camera = camera(start());

    assertThat(camera.at("/camera").asText()).isEqualTo("lobby/door");
    assertThat(camera.at("/connected").asBoolean(true)).isFalse();
    assertThat(camera.at("/raw").asDouble()).isEqualTo(7);
    assertThat(camera.at("/countedAtMillis").asLong()).isEqualTo(counted);
    assertThat(camera.at("/ageMillis").asLong())
        .isBetween(0L, System.currentTimeMillis() - counted);
  }

  @Test
  void aCameraWithAZoneIsAwayWhereNothingElseIsKnownOfIt() {
    PageServer page = start();
    page.hub.connected(PageServer.DOOR);
    new Editor(page, Role.OPERATOR).put(Editor.DOOR + "/zones/stage", "*", TRIANGLE);
    page.close();
    servers.clear();

    JsonNode camera = camera(start());

    assertThat(camera.at("/camera").asText()).isEqualTo("lobby/door");
    assertThat(camera.at("/connected").asBoolean(true)).isFalse();
    assertThat(camera.has("countedAtMillis")).isFalse();
  }

  @Test
  void anOperatorHasOneForgottenAlsoForTheNextRun() {
    PageServer page = start();
    page.hub.connected(PageServer.DOOR);
    page.count(PageServer.DOOR, 7, JPEG);
    Editor operator = new Editor(page, Role.OPERATOR);
    operator.put(Editor.DOOR + "/zones/stage", "*", TRIANGLE);

    HttpResponse<String> connected = operator.delete(FORGET, "");
    assertThat(connected.statusCode()).isEqualTo(409);
    assertThat(Editor.detail(connected)).contains("It is connected: stop it");

    page.hub.disconnected(PageServer.DOOR);
    assertThat(operator.delete(Editor.DOOR, "").statusCode()).isEqualTo(400);
    assertThat(new Editor(page, Role.VIEWER).delete(FORGET, "").statusCode()).isEqualTo(403);
    assertThat(operator.delete(FORGET, "").statusCode()).isEqualTo(204);
    assertThat(operator.delete(FORGET, "").statusCode()).isEqualTo(404);
    assertThat(cameras(page)).isEmpty();
    page.close();
    servers.clear();

    PageServer again = start();
    assertThat(cameras(again)).isEmpty();
    again.hub.connected(PageServer.DOOR);
    assertThat(camera(again).at("/connected").asBoolean()).isTrue();
  }

  @Test
  void oneWithAZoneThatAnAlertMeasuresStays() {
    PageServer page = start();
    page.hub.connected(PageServer.DOOR);
    Editor operator = new Editor(page, Role.OPERATOR);
    operator.put(Editor.DOOR + "/zones/stage", "*", TRIANGLE);
    operator.put("/api/v1/alerts/crush", "*", "{\"where\":\"lobby/door/stage\",\"above\":5}");
    page.hub.disconnected(PageServer.DOOR);

    HttpResponse<String> refused = operator.delete(FORGET, "");

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(Editor.detail(refused)).contains("nothing to measure any more: crush.");
    assertThat(Editor.json(operator.get(Editor.DOOR)).at("/zones")).hasSize(1);
    operator.delete("/api/v1/alerts/crush", "*");
    assertThat(operator.delete(FORGET, "").statusCode()).isEqualTo(204);
  }

  @Test
  void oneThatIsForgottenIsNoLongerToldOfAsSilent() {
    PageServer page = start();
    List<AlertEvent> told = new CopyOnWriteArrayList<>();
    page.site.counts().onAlert(told::add);
    page.count(PageServer.DOOR, 7, JPEG, System.nanoTime() - TimeUnit.SECONDS.toNanos(11));
    Series door = Series.of(PageServer.DOOR);
    long now = System.currentTimeMillis();
    Firing silent = new Firing("camera-silent", door, "its", now, Severity.WARNING, List.of());
    page.site.alerts().adopt(List.of(silent));
    Editor operator = new Editor(page, Role.OPERATOR);
    await().until(() -> operator.get("/api/v1/alerts").body().contains("lobby/door"));

    assertThat(operator.delete(FORGET, "").statusCode()).isEqualTo(204);
    assertThat(operator.delete(FORGET, "").statusCode()).isEqualTo(404);

    await().until(() -> !told.isEmpty());
    assertThat(told).extracting(AlertEvent::reason).containsExactly("removed");
    assertThat(operator.get("/api/v1/alerts").body()).doesNotContain("lobby/door");
  }

  private static JsonNode camera(PageServer page) {
    // Which there are is read a few times a second.
    return await().until(() -> cameras(page), cameras -> cameras.size() == 1).get(0);
  }

  private static JsonNode cameras(PageServer page) {
    return Editor.json(new Editor(page, Role.VIEWER).get("/api/v1/cameras")).at("/cameras");
  }

  private PageServer start() {
    PageServer page = PageServer.start(folder.resolve("state"), "");
    servers.add(page);
    return page;
  }
}

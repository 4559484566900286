package throng.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.WebSocketRoute;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page shows beside its counts; each test takes back the alerts that it makes. */
class PageSignsIT {
  private static final String EVERYWHERE =
      "{\"title\": \"Stage\", \"points\": [[0, 0], [1, 0], [1, 1], [0, 1]]}";

  @TempDir static Path folder;
  private static Station station;
  private int saidBefore;

  @BeforeAll
  static void begin() throws Exception {
    station = new Station(folder);
  }

  @AfterAll
  static void end() {
    if (station != null) {
      station.close();
    }
  }

  @BeforeEach
  void noteWhatWasSaid() {
    saidBefore = station.browser.console().size();
  }

  private void assertNothingSaid() {
    assertThat(station.browser.console().stream().skip(saidBefore)).isEmpty();
    assertThat(station.browser.elsewhere()).isEmpty();
  }

  private static void forget(String... alerts) {
    for (String alert : alerts) {
      Object isGone =
          station.page.evaluate(
              """
              alert => fetch('/api/v1/alerts/' + alert, {
                method: 'DELETE',
                headers: { 'If-Match': '*' },
              }).then((it) => it.ok)
              """,
              alert);
      assertThat(isGone).isEqualTo(true);
    }
  }

  @Test
  void howFullAPlaceIsStandsBesideItsCount() {
    Page page = station.browser.page("/");
    assertThat(station.put("cameras/station/gate-1/zones/stage", EVERYWHERE)).isTrue();
    assertThat(station.put("alerts/soon", rule("station/gate-1", 50))).isTrue();
    assertThat(station.put("alerts/later", rule("station/gate-1", 90))).isTrue();
    assertThat(station.put("alerts/stage", rule("station/gate-1/stage", 96))).isTrue();
    assertThat(station.put("alerts/over", rule("station/gate-2", 40))).isTrue();

    Locator near = page.locator(".tile[data-key='station/gate-1']");
    assertThat(near.locator(".of")).hasText("of 50");
    assertThat(near.locator(".level")).hasAttribute("data-grade", "near");
    assertThat(near.locator(".zones")).containsText("48 of 96");
    Locator over = page.locator(".tile[data-key='station/gate-2']");
    assertThat(over.locator(".level")).hasAttribute("data-grade", "full");
    assertThat(over.locator(".link"))
        .hasAttribute("aria-label", Pattern.compile("48 of 40 people"));
    assertThat(page).hasTitle("● over – Throng");
    over.click();
    assertThat(page.locator(".camera-count .unit")).hasText("of 40 people");
    page.close();
    forget("soon", "later", "stage", "over");
    assertNothingSaid();
  }

  @Test
  void thatCountsAreNotKeptIsToldOnEveryPageWhileItIsSo() {
    Page page = station.page;
    page.route(
        "**/readyz",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody("{\"ready\": true, \"checks\": {\"history\": \"failing\"}}")));
    assertThat(page.locator("#firing")).containsText("What is counted is not kept");
    station.go("Alerts");
    assertThat(page.locator("#firing")).containsText("What is counted is not kept");

    page.unroute("**/readyz");
    assertThat(page.locator("#firing")).not().containsText("What is counted is not kept");
    station.home();
    assertNothingSaid();
  }

  private static String rule(String where, int above) {
    return "{\"where\": \"%s\", \"above\": %d, \"forSeconds\": 0}".formatted(where, above);
  }

  @Test
  void aTrendIsSeenBesideAZoneAndAnAlert() {
    Page page = station.browser.page("/");
    assertThat(station.put("cameras/station/gate-1/zones/stage", EVERYWHERE)).isTrue();
    assertThat(station.put("alerts/over", rule("station/gate-1", 40))).isTrue();
    page.routeWebSocket(Pattern.compile("/api/v1/live"), PageSignsIT::rising);
    page.reload();

    Locator tile = page.locator(".tile[data-key='station/gate-1']");
    assertThat(tile.locator(".note")).containsText("over");
    assertThat(tile.locator(".zones")).containsText("Stage");
    assertThat(tile.locator(".trend")).isVisible();
    assertThat(tile.locator(".trend")).hasText("+12/min");
    assertThat(page.locator("#sum-trend .trend")).hasText("+24/min");
    page.close();
    forget("over");
  }

  /** What the node says, but that people come everywhere. */
  private static void rising(WebSocketRoute page) {
    WebSocketRoute node = page.connectToServer();
    node.onMessage(
        frame -> {
          if (frame.text() == null) {
            page.send(frame.binary());
          } else {
            page.send(
                frame
                    .text()
                    .replaceAll("\"trend\":\"\\w+\",?", "")
                    .replaceAll("\"peopleAMinute\":[-.0-9]+,?", "")
                    .replace(
                        "\"connected\":true",
                        "\"connected\":true,\"trend\":\"rising\",\"peopleAMinute\":12"));
          }
        });
  }
}

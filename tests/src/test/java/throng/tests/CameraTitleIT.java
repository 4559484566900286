package throng.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people call a camera, and at how many people it is full, in a real browser. */
class CameraTitleIT {
  private static final String TITLE = "North <b>entrance</b> & hall";
  private static final String ALERT =
      "{\"where\": \"station/gate-1\", \"above\": 10, \"forSeconds\": 0}";
  private static final String GROUP = "{\"cameras\": [\"station/*\"], \"capacity\": 120}";

  @TempDir Path folder;

  @Test
  void aTitleAndACapacityAreShownWhereverTheCameraIs() throws Exception {
    try (Station station = new Station(folder)) {
      Page page = station.page;
      assertThat(station.put("alerts/crush", ALERT)).isTrue();
      assertThat(station.put("groups/all", GROUP)).isTrue();
      // They move the tiles.
      assertThat(page.locator(".group-card")).isVisible();
      assertThat(page.locator("#firing .fires").first()).isVisible();
      say(page);

      station.home();
      Locator tile = page.locator(".tile[data-key='station/gate-1']");
      assertThat(tile.locator(".camera")).hasText(TITLE);
      assertThat(tile.locator(".place")).hasText("station/gate-1");
      assertThat(tile.locator(".place")).isVisible();
      assertThat(tile.locator(".of")).hasText("of 60");
      assertThat(tile.locator(".level")).hasAttribute("data-grade", "near");
      assertThat(tile.locator(".link"))
          .hasAttribute("aria-label", Pattern.compile("^North <b>entrance</b> & hall, station/"));
      assertThat(page.locator(".tile[data-key='station/gate-2'] .camera")).hasText("gate-2");
      assertThat(page.locator(".group-card .level")).hasAttribute("data-grade", "near");
      assertThat(page.locator("#firing")).containsText(TITLE);

      station.go("Alerts");
      assertThat(page.locator(".alert[data-name=crush] h3"))
          .containsText(TITLE + " (station/gate-1)");
      assertThat(page.locator("#page b:text-is('entrance')")).hasCount(0);

      page.evaluate("() => (location.hash = '#/history?series=station/gate-1')");
      assertThat(page.locator("#series option:checked")).containsText(TITLE + " (station/gate-1)");
      assertThat(page.getByText("Download as CSV"))
          .hasAttribute("href", Pattern.compile("series=station%2Fgate-1&"));
      assertThat(station.ask("/api/v1/history/series")).doesNotContain("entrance");
      station.assertQuiet();
    }
  }

  private static void say(Page page) {
    page.locator(".tile[data-key='station/gate-1'] .link").click();
    page.locator("#tab-about").click();
    page.getByText("Change…").click();
    page.getByLabel("Title", new Page.GetByLabelOptions().setExact(true)).fill(TITLE);
    Locator capacity = page.locator("#about-capacity");
    capacity.fill("0");
    page.getByText("Save", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator("#about-capacity-wrong")).containsText("a whole number");
    capacity.fill("60");
    page.getByText("Save", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator(".camera-head h2")).hasText(TITLE + " station/gate-1");
    assertThat(page.locator("#panel-about")).containsText("60 people");
    assertThat(page.locator(".camera-count .unit")).hasText("of 60 people");
  }
}

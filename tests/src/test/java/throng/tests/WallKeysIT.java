package throng.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wall by the keyboard, and by its address. */
class WallKeysIT {
  @TempDir static Path folder;
  private static Station station;

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

  @Test
  void keysWorkWhereverTheFocusIsAndCanBeSwitchedOff() {
    Page page = station.page;
    Locator heat = page.locator("#heat");
    heat.click();
    assertThat(heat).hasAttribute("aria-pressed", "false");
    page.keyboard().press("h");
    assertThat(heat).hasAttribute("aria-pressed", "true");
    page.locator(".places a").first().focus();
    page.keyboard().press("o");
    assertThat(page.locator("#order")).hasValue("full");

    page.keyboard().press("?");
    page.getByText("Keys are on").click();
    page.getByText("Close").click();
    page.keyboard().press("h");
    page.keyboard().press("o");
    assertThat(heat).hasAttribute("aria-pressed", "true");
    assertThat(page.locator("#order")).hasValue("full");

    page.locator("#help").click();
    page.getByText("Keys are off").click();
    page.getByText("Close").click();
    page.locator("#order").selectOption("name");
    station.assertQuiet();
  }

  @Test
  void arrowsGoFromCameraToCameraAndEnterLeadsToOne() {
    Page page = station.page;
    page.locator("#heat").focus();
    page.keyboard().press("ArrowRight");
    page.keyboard().press("ArrowRight");
    assertThat(page.locator(".tile[data-key='station/gate-2'] .link")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page).hasURL(Pattern.compile("#/cameras/station/gate-2$"));
    assertThat(page.locator(".camera-facts"))
        .containsText(Pattern.compile("320 × 240 · [0-9.]+ counts a second"));
    page.keyboard().press("Escape");
    assertThat(page.locator(".tile[data-key='station/gate-2'] .link")).isFocused();
  }

  @Test
  void theWholeScreenIsForTheCameras() {
    Page page = station.page;
    page.keyboard().press("f");
    page.waitForCondition(
        () -> (boolean) page.evaluate("() => document.fullscreenElement !== null"));
    assertThat(page.locator(".places")).isHidden();
    page.keyboard().press("f");
    assertThat(page.locator(".places")).isVisible();
  }

  @Test
  void aWallsAddressSaysHowItIsShown() {
    Page page = station.browser.page("/#/?kiosk&order=trouble&theme=light&heat=off");
    assertThat(page.locator(".tile[data-state=live]")).hasCount(2);
    assertThat(page.locator(".places")).isHidden();
    assertThat(page.locator(".tools")).isHidden();
    assertThat(page.locator("html")).hasAttribute("data-theme", "light");
    assertThat(page.locator("#order")).hasValue("trouble");
    assertThat(page.locator("html")).hasClass(Pattern.compile("heat-off"));
    assertThat(page.evaluate("() => localStorage.getItem('order') ?? 'name'"))
        .as("what was chosen in this browser stays")
        .isEqualTo("name");

    page.evaluate("() => (location.hash = '#/settings')");
    page.getByText("The wall as it is shown here").click();
    assertThat(page.locator(".places")).isHidden();
    page.close();
  }
}

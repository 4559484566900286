package throng.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts in a real browser: made, fired, silenced, ended, deleted. */
class AlertsPageIT {
  private static final String RAISE =
      """
      () => fetch('/api/v1/alerts/crush', {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json', 'If-Match': '*' },
        body: JSON.stringify({
          where: 'station/gate-1', measure: 'people', above: 80, forSeconds: 1, clearForSeconds: 1,
          when: 'always', severity: 'critical', notify: [],
        }),
      }).then((it) => it.status)
      """;

  @TempDir Path folder;

  @Test
  void anAlertIsMadeFiresIsSilencedAndEndsOnEveryPage() throws Exception {
    try (Station station = new Station(folder, "-Dthrong.gpu-node.history.write-every=1s")) {
      Page page = station.page;
      station.go("Alerts");
      make(page);

      Locator card = page.locator(".alert[data-name=crush]");
      assertThat(card.locator(".stands"))
          .containsText(Pattern.compile("firing since \\d\\d:\\d\\d, 48 people, above 40"));
      assertThat(page.locator("#firing .fires")).containsText("crush gate-1 firing since");
      assertThat(page.locator("#firing .fires[data-severity=critical] svg")).isVisible();

      page.locator(".places a").first().click();
      Locator tile = page.locator(".tile[data-key='station/gate-1']");
      assertThat(tile).hasAttribute("data-alert", "critical");
      assertThat(tile.locator(".note")).containsText("crush");
      assertThat(page.locator(".tile[data-key='station/gate-2'] .note")).hasCount(0);

      station.go("Alerts");
      card.locator("[data-act=silence]").selectOption("3600");
      assertThat(card.locator(".silence")).containsText("Silenced until");
      assertThat(page.locator("#firing .fires")).containsText("silenced until");
      card.locator("[data-act=wake]").click();
      assertThat(card.locator(".silence")).hasCount(0);

      card.locator("[data-act=edit]").click();
      page.locator("#alert-above").fill("100");
      page.locator("#alert-below").fill("90");
      button(page, "Save").click();
      assertThat(card.locator(".stands")).containsText("quiet, 48 people, fires from 100");
      assertThat(page.locator("#firing .fires")).hasCount(0);

      Locator past = page.locator(".past-alerts tbody tr");
      assertThat(past.nth(1)).containsText("crush");
      assertThat(past.nth(1)).containsText("began (critical), at 48");
      assertThat(past.nth(0)).containsText(Pattern.compile("ended after \\d+ s"));
      Download file =
          page.waitForDownload(
              () -> page.locator(".past-alerts").getByText("Download as CSV").click());
      assertThat(Files.readAllLines(file.path()))
          .hasSize(3)
          .first()
          .asString()
          .startsWith("at,event,alert,node,camera,zone,");

      past.nth(1).locator("a").click();
      assertThat(page).hasURL(Pattern.compile("#/history\\?series=station%2Fgate-1&.*at=\\d+"));
      station.go("Alerts");

      card.locator("[data-act=remove]").click();
      button(page, "Delete").click();
      assertThat(card).hasCount(0);
      station.assertQuiet();
    }
  }

  @Test
  void whatSomebodyElseSavedMeanwhileIsToldBeforeItIsOverwritten() throws Exception {
    try (Station station = new Station(folder)) {
      Page page = station.page;
      station.go("Alerts");
      make(page);
      Locator card = page.locator(".alert[data-name=crush]");
      card.locator("[data-act=edit]").click();

      assertThat(page.evaluate(RAISE)).isEqualTo(200);
      // The page has read the other's version by now.
      assertThat(card.locator(".stands")).containsText("quiet, 48 people, fires from 80");
      page.locator("#alert-severity").selectOption("info");
      button(page, "Save").click();

      Locator told = page.locator(".alert-form > .refused");
      assertThat(told).containsText("ada changed alerts at");
      assertThat(told).containsText("crush is changed: it stands below as it is now.");
      assertThat(page.locator("#alert-above")).hasValue("40");
      assertThat(card.locator(".stands")).containsText("fires from 80");

      button(page, "Save").click();
      assertThat(page.locator(".alert-form")).hasCount(0);
      assertThat(card.locator(".stands")).containsText("above 40");
      // Chromium writes there what a server refuses; the page tells it to the user.
      assertThat(station.browser.console())
          .filteredOn(line -> !line.contains("status of 412"))
          .isEmpty();
    }
  }

  /** What the node refuses stands at the field that it is about. */
  private static void make(Page page) {
    button(page, "New alert").click();
    page.locator("#alert-name").fill("crush");
    page.locator("#alert-where").selectOption("station/gate-1");
    page.locator("#alert-severity").selectOption("critical");
    button(page, "Save").click();
    assertThat(page.locator("#alert-above-wrong")).containsText("from how much");
    page.locator("#alert-above").fill("40");
    page.locator("#alert-forSeconds").fill("1");
    page.locator("#alert-clearForSeconds").fill("1");
    button(page, "Save").click();
    assertThat(page.locator(".alert-form")).hasCount(0);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}

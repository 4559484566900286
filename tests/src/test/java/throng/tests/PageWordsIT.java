package throng.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page says of what is long past, or lies there from before. */
class PageWordsIT {
  private static final String CLOCK = "last count \\d\\d:\\d\\d:\\d\\d";

  private static final String LAST_COUNT =
      """
      async (days) => {
        const app = document.querySelector('script[type=module]').src;
        const { whyWords } = await import(app.replace('app.js', 'words.js'));
        const countedAtMillis = Date.now() - days * 86400000;
        return whyWords({ state: 'away', node: 'lobby', countedAtMillis })[1];
      }
      """;

  /** Half an hour after a full one, so many days ago, where minutes are kept for 400. */
  private static final String FILE =
      """
      async (days) => {
        const app = document.querySelector('script[type=module]').src;
        const { csvOf } = await import(app.replace('app.js', 'past.js'));
        const from = Math.floor(Date.now() / 3600000) * 3600000 + 1800000 - days * 86400000;
        return csvOf('lobby/door', { from, to: from + 86400000 }, 400 * 86400000);
      }
      """;

  /** What two cameras amount to, of which one has a count and no mean yet. */
  private static final String SUM =
      """
      async () => {
        const app = document.querySelector('script[type=module]').src;
        const { Store } = await import(app.replace('app.js', 'store.js'));
        const store = new Store();
        const state = { connected: true, ageMillis: 100, raw: 5, zones: [], alerts: [] };
        const hall = { ...state, camera: 'lobby/hall', people: 7 };
        store.update([{ ...state, camera: 'lobby/door' }, hall]);
        store.tick(true);
        const { people, counted, all } = store.sum();
        return [store.cameras.get('lobby/door').state, people, counted, all];
      }
      """;

  private static final String END =
      """
      async ([reason, sentence]) => {
        const app = document.querySelector('script[type=module]').src;
        const { endWords } = await import(app.replace('app.js', 'past-alerts.js'));
        return endWords({ reason, lastedSeconds: 60, sentence });
      }
      """;

  private static final String STORED =
      """
      {"pictures": true, "historyLeft": ["history.db"], "signInSeconds": 86400,
       "linkSeconds": 86400, "timeZone": "UTC"}
      """;

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
  void aCountOfAnotherDayHasItsDay() {
    assertThat(said(LAST_COUNT, 0)).matches(CLOCK);
    for (int days : new int[] {2, 21, 365}) {
      assertThat(said(LAST_COUNT, days))
          .containsPattern("\\d\\d:\\d\\d:\\d\\d")
          .doesNotMatch(CLOCK);
    }
  }

  @Test
  void aFileOfWhatHasNoMinutesAnyMoreIsOfHours() {
    assertThat(said(FILE, 10)).endsWith("&step=60").contains("from=").contains("%3A30%3A00Z");
    assertThat(said(FILE, 500)).endsWith("&step=3600").containsPattern("from=[^&]+%3A00%3A00Z");
  }

  @Test
  void aCameraInItsFirstSecondIsInNoSum() {
    assertThat(station.page.evaluate(SUM)).isEqualTo(List.of("waiting", 7, 1, 2));
  }

  @Test
  void ofAnAlertThatWasTakenAwayItsOwnSentenceSaysWhy() {
    String missed = "camera-silent at lobby/door has ended: that camera is missed no longer.";

    assertThat(ended("removed", missed)).isEqualTo("ended after 1 min. " + missed);
    assertThat(ended("removed", "")).isEqualTo("ended after 1 min");
    assertThat(ended("cleared", "full at lobby/door has ended.")).isEqualTo("ended after 1 min");
    assertThat(ended("schedule", "")).isEqualTo("ended after 1 min, outside its times");
  }

  private static String ended(String reason, String sentence) {
    return (String) station.page.evaluate(END, List.of(reason, sentence));
  }

  private static String said(String script, int days) {
    return (String) station.page.evaluate(script, days);
  }

  @Test
  void aHistoryOfAnEarlierRunIsToldOfWhereNoneIsKept() {
    Page page = station.browser.page("/");
    page.route(
        "**/api/v1/stored",
        route ->
            route.fulfill(
                new Route.FulfillOptions().setContentType("application/json").setBody(STORED)));
    page.route(
        "**/api/v1/history/series*",
        route -> route.fulfill(new Route.FulfillOptions().setStatus(404)));
    assertThat(page.locator("#wall")).isVisible();
    page.evaluate("() => { location.hash = '#/privacy'; }");

    assertThat(page.locator("#page"))
        .containsText("that of an earlier run still lies in the node’s state folder: history.db.");
    assertThat(page.locator("#page")).not().containsText("Nothing is kept");
    assertThat(page.locator("#page")).containsText("Which cameras were counted");
    page.close();
  }
}

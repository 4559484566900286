package throng.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the address of the history says is what is shown, however one came there. */
class HistoryAddressIT {
  private static final String FIRST = "#/history?series=station/gate-1&span=day";
  private static final Pattern A_PART = Pattern.compile("\\d\\d:\\d\\d to");
  private static final Pattern WITH_A_PART = Pattern.compile("from=20[^&]+Z&to=20[^&]+Z");

  /** What is kept is told only once this is let go. */
  private static final String HOLD_BACK =
      """
      () => {
        const own = window.fetch;
        window.fetch = (...asked) => String(asked[0]).includes('history/series')
          ? new Promise((answer) => (window.letGo = () => answer(own(...asked))))
          : own(...asked);
      }
      """;

  @TempDir static Path folder;
  private static Station station;

  @BeforeAll
  static void begin() throws Exception {
    station = new Station(folder, "-Dthrong.gpu-node.history.write-every=1s");
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> station.ask("/api/v1/history/series").contains("station/gate-2"));
  }

  @AfterAll
  static void end() {
    if (station != null) {
      station.close();
    }
  }

  @BeforeEach
  void open() {
    station.page.unrouteAll();
    goTo("#/");
    assertThat(station.page.locator("#wall")).isVisible();
    goTo(FIRST);
    assertShown("station/gate-1");
  }

  @Test
  void theSameLinkLeadsBackToWhatItNames() {
    station.page.locator("#series").selectOption("station/gate-2");
    assertShown("station/gate-2");

    goTo(FIRST);

    assertShown("station/gate-1");
  }

  @Test
  void theBrowsersWayBackLeadsToWhatWasChosenBefore() {
    station.page.locator("#series").selectOption("station/gate-2");
    assertShown("station/gate-2");
    station.page.getByText("Week", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(station.page).hasURL(Pattern.compile("span=week"));

    station.page.goBack();
    assertShown("station/gate-2");
    assertThat(station.page).hasURL(Pattern.compile("span=day"));
    station.page.goBack();
    assertShown("station/gate-1");
    station.page.goBack();
    assertThat(station.page.locator("#wall")).isVisible();
  }

  @Test
  void ofWhatNothingIsKeptOfNoOtherIsShown() {
    goTo("#/history?series=station/gate-1/queue&at=" + System.currentTimeMillis());

    assertShown("station/gate-1/queue");
    assertThat(station.page.locator("#series option:checked")).containsText("nothing is kept");
    assertThat(station.page.locator(".figure .lead")).containsText("nothing was counted");
  }

  @Test
  void aPageThatWasLeftWritesNoAddress() {
    Page page = station.page;
    goTo("#/");
    page.evaluate(HOLD_BACK);
    goTo("#/history?series=station/gate-2");
    page.waitForFunction("() => window.letGo");
    goTo("#/alerts");
    assertThat(page.locator("#page h2")).hasText("Alerts");
    page.evaluate("() => window.letGo()");
    page.waitForTimeout(500);
    assertThat(page).hasURL(Pattern.compile("#/alerts$"));
    page.reload();
  }

  @Test
  void aPageWhoseFilesComeLateIsNotShownWhereAnotherIs() {
    Page page = station.page;
    goTo("#/");
    assertThat(page.locator("#wall")).isVisible();
    page.reload();
    List<Route> held = holdBack("**/history.js");
    goTo("#/history?series=station/gate-2");
    page.waitForCondition(() -> !held.isEmpty());
    goTo("#/alerts");
    assertThat(page.locator("#page h2")).hasText("Alerts");

    page.waitForResponse("**/history.js", () -> letGo("**/history.js", held));

    page.waitForTimeout(500);
    assertThat(page.locator("#page h2")).hasText("Alerts");
    station.assertQuiet();
  }

  @Test
  void aPartThatIsNotYetDrawnIsLeftToo() {
    Page page = station.page;
    page.locator(".chart").focus();
    page.keyboard().press("Shift+PageDown");
    List<Route> held = holdBack("**/api/v1/history?*");
    page.keyboard().press("Enter");
    assertThat(page).hasURL(WITH_A_PART);

    page.keyboard().press("Escape");

    assertThat(page).not().hasURL(WITH_A_PART);
    letGo("**/api/v1/history?*", held);
  }

  @Test
  void aPartIsChosenByDraggingAndLeftByItsButtonOrEscape() {
    Page page = station.page;
    Locator over = page.locator(".chart .u-over");
    Locator whole = page.getByText("← The whole day");
    assertThat(whole).isHidden();
    drag(over);
    assertThat(whole).isVisible();
    assertThat(page).hasURL(WITH_A_PART);
    assertThat(page.locator(".figure .lead")).containsText(A_PART);

    page.reload();
    assertThat(whole).isVisible();
    assertThat(page).hasURL(WITH_A_PART);
    whole.click();
    assertThat(whole).isHidden();
    assertThat(page).not().hasURL(WITH_A_PART);

    drag(page.locator(".chart .u-over"));
    assertThat(whole).isVisible();
    page.keyboard().press("Escape");
    assertThat(whole).isHidden();
    page.goBack();
    assertThat(whole).isVisible();
    station.assertQuiet();
  }

  @Test
  void aPartIsChosenByKeysAndBySteps() {
    Page page = station.page;
    Locator chart = page.locator(".chart");
    chart.focus();
    page.keyboard().press("ArrowLeft");
    assertThat(page.locator(".zoom-tools [role=status]")).not().isEmpty();
    page.keyboard().press("Shift+PageDown");
    page.keyboard().press("Enter");
    assertThat(page).hasURL(WITH_A_PART);
    assertThat(chart).isFocused();
    assertThat(page.locator(".figure .lead")).containsText(A_PART);
    page.keyboard().press("Escape");
    assertThat(page).not().hasURL(WITH_A_PART);
    assertThat(page.getByText("← The whole day")).isHidden();

    page.getByText("Look closer", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator(".figure .lead")).containsText(Pattern.compile("06:00 to 18:00"));
    page.getByLabel("Earlier").click();
    assertThat(page.locator(".figure .lead")).containsText(Pattern.compile("18:00 to .*06:00"));
  }

  /** What the page asks for there is answered once it is let go. */
  private static List<Route> holdBack(String address) {
    List<Route> held = new ArrayList<>();
    station.page.route(address, held::add);
    return held;
  }

  private static void letGo(String address, List<Route> held) {
    station.page.unroute(address);
    held.forEach(Route::resume);
  }

  private static void drag(Locator over) {
    BoundingBox box = over.boundingBox();
    double y = box.y + box.height / 2;
    Page page = over.page();
    page.mouse().move(box.x + box.width * 0.2, y);
    page.mouse().down();
    page.mouse().move(box.x + box.width * 0.4, y);
    page.mouse().move(box.x + box.width * 0.6, y);
    page.mouse().up();
  }

  private static void goTo(String address) {
    station.page.evaluate("address => { location.hash = address; }", address);
  }

  private static void assertShown(String series) {
    assertThat(station.page.locator("#series")).hasValue(series);
    assertThat(station.page)
        .hasURL(Pattern.compile("series=" + series.replace("/", "(%2F|/)") + "&"));
    assertThat(station.page.locator(".figure:not([aria-busy=true]) .lead")).not().isEmpty();
    // What draws comes by itself, and takes no keys before.
    assertThat(station.page.locator(".chart .u-over")).isVisible();
  }
}

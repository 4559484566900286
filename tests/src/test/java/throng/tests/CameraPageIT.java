package throng.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A camera's own page in a real browser, with both programs; each test has a camera of its own. */
class CameraPageIT {
  private static final List<String> CAMERAS =
      List.of(
          "mouse",
          "keys",
          "crossing",
          "stale",
          "ground",
          "count",
          "looked-at",
          "finger",
          "taps",
          "watched");
  private static final double[][] LEFT = {{0.1, 0.1}, {0.6, 0.1}, {0.6, 0.9}, {0.1, 0.9}};
  private static final double[][] FLOOR = {{0.3, 0.9}, {0.7, 0.9}, {0.6, 0.5}, {0.4, 0.5}};

  @TempDir static Path folder;
  private static Station station;

  @BeforeAll
  static void begin() throws Exception {
    station = new Station(folder, CAMERAS);
  }

  @AfterAll
  static void end() {
    if (station != null) {
      station.close();
    }
  }

  @AfterEach
  void theConsoleIsEmptyAndNothingIsAskedElsewhere() {
    // Chromium writes there what a server refuses; the page tells it to the user.
    assertThat(station.browser.console())
        .filteredOn(line -> !line.contains("status of 412") && !line.contains("status of 409"))
        .isEmpty();
    assertThat(station.browser.elsewhere()).isEmpty();
  }

  @Test
  void aTileLeadsToItsCamerasPageAndEscapeBack() {
    Page page = station.browser.page("/");
    page.locator(".tile[data-key='station/mouse']").click();

    assertThat(page).hasURL(Pattern.compile("/#/cameras/station/mouse$"));
    assertThat(page.locator(".camera-head h2")).hasText("mouse station");
    assertThat(page.locator(".camera-count .number")).hasText("48");

    page.keyboard().press("Escape");
    assertThat(page.locator(".tile")).hasCount(CAMERAS.size());
    assertThat(page.locator(".tile[data-key='station/mouse'] .link")).isFocused();
    page.close();
  }

  @Test
  void aZoneIsDrawnByMouseCountedAndFoundAgain() {
    Page page = camera("mouse");

    draw(page, LEFT);
    assertThat(page.locator(".zone-now")).containsText("19.2 people in it now");
    page.locator("#zone-title").fill("Main stage");
    button(page, "Save").click();
    Locator label = page.locator(".zone-label[data-zone=Main-stage]");
    assertThat(label).containsText("19 people");

    page.reload();
    awaitStill(page);
    assertThat(label).containsText("19 people");
    assertThat(page.locator(".zone-row")).containsText("Main stage");

    Station.press(button(page, "Change Main stage"));
    drag(page, LEFT[1], 0.9, 0.1);
    drag(page, LEFT[2], 0.9, 0.9);
    assertThat(page.locator(".zone-now")).containsText("30.7 people in it now");
    page.setViewportSize(800, 600);
    button(page, "Save").click();
    assertThat(label).containsText(Pattern.compile("3[01] people"));
    page.close();
  }

  @Test
  void aZoneIsDrawnByTheKeyboardAlone() {
    Page page = camera("keys");
    Locator said = page.locator(".said");

    button(page, "Draw a zone").press("Enter");
    page.keyboard().press("Enter");
    assertThat(said).containsText("Point 1 set");
    press(page, "Shift+ArrowRight", 8);
    assertThat(said).containsText("90 % from the left");
    page.keyboard().press("Enter");
    press(page, "Shift+ArrowDown", 4);
    page.keyboard().press("Enter");
    assertThat(said).containsText("Point 3 set");
    page.keyboard().press("Enter");
    assertThat(said).containsText("closed, with 3 points");
    assertThat(page.locator(".handle").first()).isFocused();

    press(page, "Shift+ArrowLeft", 2);
    assertThat(said).containsText("Point 1: 40 % from the left");
    page.keyboard().press("Enter");
    assertThat(page.locator(".handle")).hasCount(4);
    page.keyboard().press("Delete");
    assertThat(page.locator(".handle")).hasCount(3);
    page.keyboard().press("Control+z");
    assertThat(page.locator(".handle")).hasCount(4);
    page.locator("#zone-title").press("Enter");

    assertThat(page.locator(".zone-label[data-zone=Zone-1]")).containsText("people");
    page.reload();
    assertThat(page.locator(".zone-row")).containsText("Zone 1");
    page.close();
  }

  @Test
  void aPointIsMovedAndDeletedWithoutDragging() {
    Page page = camera("taps");
    draw(page, LEFT);
    button(page, "Save").click();
    Station.press(button(page, "Change Zone 1"));
    Locator delete = button(page, "Delete point");
    assertThat(delete).isDisabled();
    Finger finger = new Finger(page, page.locator(".stage"));
    awaitStill(page);

    finger.tap(LEFT[1][0], LEFT[1][1]);
    assertThat(page.locator(".point-tools")).containsText("Point 2: tap where it is to be.");
    finger.tap(0.9, 0.1);
    assertThat(page.locator(".zone-now"))
        .containsText(Pattern.compile("2[45]\\.\\d people in it now"));
    assertThat(page.locator(".handle")).hasCount(4);

    finger.tap(0.9, 0.1);
    String before = page.locator(".handle").nth(1).getAttribute("aria-label");
    button(page, "Left: move the point").click();
    assertThat(page.locator(".handle").nth(1)).not().hasAttribute("aria-label", before);
    delete.click();
    assertThat(page.locator(".handle")).hasCount(3);
    assertThat(delete).isDisabled();
    page.close();
  }

  @Test
  void aZoneIsDrawnAndMovedByAFinger() {
    Page page = camera("finger");
    button(page, "Draw a zone").click();
    Finger finger = new Finger(page, page.locator(".stage"));
    awaitStill(page);
    for (int i = 0; i < LEFT.length; i++) {
      finger.tap(LEFT[i][0], LEFT[i][1]);
      assertThat(page.locator(".handle")).hasCount(i + 1);
    }
    finger.tap(LEFT[0][0], LEFT[0][1]);
    assertThat(page.locator(".zone-form .hint").first()).containsText("Drag a point");
    assertThat(page.locator(".zone-now")).containsText("19.2 people in it now");

    finger.press(0.6, 0.1, 0.9, 0.1);
    assertThat(page.locator(".loupe")).isVisible();
    finger.lift();
    assertThat(page.locator(".loupe")).isHidden();
    assertThat(page.locator(".zone-now"))
        .containsText(Pattern.compile("2[45]\\.\\d people in it now"));
    finger.press(0.3, 0.5, 0.25, 0.5);
    finger.lift();
    button(page, "Undo").click();
    button(page, "Save").click();
    assertThat(page.locator(".zone-label")).containsText(Pattern.compile("2[45] people"));
    page.close();
  }

  @Test
  void aZoneThatWouldCrossItselfIsRefusedAtOnce() {
    Page page = camera("crossing");

    button(page, "Draw a zone").click();
    clickAll(page, new double[][] {{0.2, 0.2}, {0.8, 0.8}, {0.8, 0.2}, {0.2, 0.8}});

    assertThat(page.locator(".stage-warning")).containsText("must not cross itself");
    assertThat(page.locator(".wrong")).hasAttribute("d", Pattern.compile("M.+L.+M.+L.+"));
    assertThat(page.locator(".handle")).hasCount(3);

    click(page, new double[] {0.2, 0.2});
    assertThat(page.locator(".stage-warning")).isHidden();
    drag(page, new double[] {0.8, 0.8}, 0.9, 0.05);
    assertThat(page.locator(".handle")).hasCount(3);
    page.close();
  }

  @Test
  void whoeverIsLateKeepsTheirDrawingAndSeesTheOthers() {
    Page one = camera("stale");
    draw(one, LEFT);
    button(one, "Save").click();
    assertThat(one.locator(".zone-label")).containsText("19 people");
    Page other = camera("stale");
    Station.press(button(one, "Change Zone 1"));
    Station.press(button(other, "Change Zone 1"));
    drag(one, LEFT[1], 0.9, 0.1);
    button(one, "Save").click();
    assertThat(one.locator(".zone-label")).containsText(Pattern.compile("2[45] people"));

    drag(other, LEFT[2], 0.3, 0.9);
    button(other, "Save").click();
    Locator conflict = other.locator(".card.warn");
    assertThat(conflict).containsText(Pattern.compile("ada changed this camera at \\d\\d:\\d\\d"));
    assertThat(conflict).containsText("Zone 1 was changed");

    button(other, "Load theirs").click();
    assertThat(other.locator(".zone-now")).containsText(Pattern.compile("(24\\.9|25\\.0) people"));
    button(other, "Undo").click();
    assertThat(other.locator(".zone-now")).containsText("13.4 people");
    button(other, "Save").click();
    assertThat(other.locator(".zone-label")).containsText(Pattern.compile("1[34] people"));
    one.close();
    other.close();
  }

  @Test
  void aZoneThatAnAlertMeasuresStaysAndTheAlertIsNamed() {
    Page page = camera("watched");
    draw(page, LEFT);
    button(page, "Save").click();
    assertThat(page.locator(".zone-label")).containsText("19 people");
    assertThat(
            station.put("alerts/crush", "{\"where\": \"station/watched/Zone-1\", \"above\": 900}"))
        .isTrue();

    Station.press(button(page, "Delete Zone 1"));
    page.locator("dialog.ask")
        .getByText("Delete", new Locator.GetByTextOptions().setExact(true))
        .click();

    assertThat(page.locator(".camera-panel > .refused")).containsText("measure any more: crush");
    assertThat(page.locator(".zone-row")).containsText("Zone 1");
    page.close();
  }

  @Test
  void fourPointsGiveTheZoneItsSquareMetres() {
    Page page = camera("ground");
    draw(page, FLOOR);
    button(page, "Save").click();
    assertThat(page.locator(".zone-label")).containsText("people");

    tab(page, "Ground");
    Station.press(button(page, "Measure the ground"));
    clickAll(page, FLOOR);
    page.getByLabel("Width, from 1 to 2").fill("4");
    page.getByLabel("Depth, from 2 to 3").fill("3,5");
    assertThat(page.locator(".areas")).containsText("14 m²");
    assertThat(page.locator(".layer-ground .grid")).hasAttribute("d", Pattern.compile("M.+"));
    assertThat(page.locator(".camera-panel")).containsText("Heads are not on the ground");
    button(page, "Save").click();
    assertThat(page.locator(".areas")).containsText("14 m²");

    tab(page, "Zones");
    assertThat(page.locator(".zone-row")).containsText("14 m²");
    assertThat(page.locator(".zone-label")).containsText("0.4 people/m² · free");

    Station.press(button(page, "Change Zone 1"));
    drag(page, FLOOR[3], 0.4, 0.02);
    assertThat(page.locator(".zone-form .refused")).containsText("horizon");
    page.close();
  }

  @Test
  void aViewerSeesZonesAndChangesNothing() {
    Page page = camera("looked-at");
    draw(page, LEFT);
    button(page, "Save").click();
    assertThat(page.locator(".zone-label")).containsText("19 people");
    String link =
        (String)
            page.evaluate(
                """
                () => fetch('/api/v1/users', {
                  method: 'POST',
                  headers: { 'Content-Type': 'application/json' },
                  body: '{"name": "eve", "role": "viewer"}',
                }).then((it) => it.json()).then((it) => it.link)
                """);
    page.close();

    try (Browser eves = Browser.open(station.browser.base())) {
      Page seen = eves.page(link);
      assertThat(seen.locator(".tile")).hasCount(CAMERAS.size());
      seen.locator(".tile[data-key='station/looked-at']").click();

      assertThat(seen.locator(".zone-label")).containsText("19 people");
      assertThat(seen.locator(".camera-panel")).containsText("as a viewer");
      assertThat(button(seen, "Draw a zone")).isHidden();
      assertThat(button(seen, "Change Zone 1")).hasCount(0);
      tab(seen, "Ground");
      assertThat(button(seen, "Measure the ground")).hasCount(0);
      tab(seen, "Count");
      assertThat(button(seen, "Count a picture")).hasCount(0);
      assertThat(eves.console()).isEmpty();
    }
  }

  @Test
  void fiveCountedPicturesCorrectTheCount() throws Exception {
    Page page = camera("count");
    tab(page, "Count");
    Station.press(button(page, "Count a picture"));
    assertThat(page.locator("#people")).isVisible();
    clickAll(page, LEFT);
    assertThat(page.locator("#people")).hasValue("4");
    button(page, "Undo").click();
    assertThat(page.locator("#people")).hasValue("3");
    page.locator("#people").fill("60");
    button(page, "Save").click();
    assertThat(page.locator(".card.good"))
        .containsText("You counted 60 people; the network counted 48.0.");
    for (String people : new String[] {"64", "56", "58", "66"}) {
      Station.press(button(page, "Count another picture"));
      page.locator("#people").fill(people);
      button(page, "Save").click();
      assertThat(page.locator(".card.good")).containsText("You counted " + people);
    }

    assertThat(page.locator(".proposal")).containsText("12.8 too few");
    assertThat(page.locator(".proposal")).containsText("× 1.27");
    Station.press(button(page, "Use it"));
    assertThat(page.locator(".factor-in-use")).containsText("In use: × 1.27");
    assertThat(page.locator(".camera-count .number")).hasText("61");
    assertThat(page.locator(".camera-count .range"))
        .hasText(Pattern.compile("\\([0-9]+–[0-9]+\\)"));

    Download file =
        page.waitForDownload(
            () ->
                Station.press(
                    page.getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName("Download CSV"))));
    assertThat(Files.readAllLines(file.path()))
        .hasSize(6)
        .first()
        .isEqualTo("number,time,network,network_version,people,counted");

    Station.press(page.locator("button[title=Delete]").first());
    assertThat(page.locator(".pairs tbody tr")).hasCount(4);
    Station.press(button(page, "Delete all"));
    page.locator("dialog.ask")
        .getByText("Delete all", new Locator.GetByTextOptions().setExact(true))
        .click();
    assertThat(page.locator(".pairs")).hasCount(0);
    page.close();
  }

  private static Page camera(String name) {
    Page page = station.browser.page("/#/cameras/station/" + name);
    assertThat(page.locator(".stage")).hasAttribute("data-state", "live");
    awaitStill(page);
    return page;
  }

  /** Waits until the picture has the size that what stands above it leaves. */
  private static void awaitStill(Page page) {
    page.waitForFunction(
        """
        () => {
          const body = document.querySelector('.camera-body');
          const above = body?.style.getPropertyValue('--above').trim();
          return body?.offsetTop > 0 && above === `${body.offsetTop}px`;
        }
        """);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static void tab(Page page, String name) {
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name)).click();
  }

  /** Draws a zone whose points are these. */
  private static void draw(Page page, double[][] points) {
    button(page, "Draw a zone").click();
    for (int i = 0; i < points.length; i++) {
      click(page, points[i]);
      assertThat(page.locator(".handle")).hasCount(i + 1);
    }
    click(page, points[0]);
    assertThat(page.locator(".zone-form .hint").first()).containsText("Drag a point");
  }

  private static void press(Page page, String key, int times) {
    for (int i = 0; i < times; i++) {
      page.keyboard().press(key);
    }
  }

  private static void clickAll(Page page, double[][] points) {
    for (double[] point : points) {
      click(page, point);
    }
  }

  /** At fractions of the picture, once it stands still. */
  private static void click(Page page, double[] point) {
    Locator stage = page.locator(".stage");
    var box = stage.boundingBox();
    stage.click(
        new Locator.ClickOptions().setPosition(point[0] * box.width, point[1] * box.height));
  }

  private static void drag(Page page, double[] from, double toX, double toY) {
    var box = page.locator(".stage").boundingBox();
    page.mouse().move(box.x + from[0] * box.width, box.y + from[1] * box.height);
    page.mouse().down();
    page.mouse().move(box.x + toX * box.width, box.y + toY * box.height);
    page.mouse().up();
  }
}

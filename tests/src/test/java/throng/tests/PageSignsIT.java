package throng.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.options.AriaRole;
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
      delete("alerts/" + alert);
    }
  }

  private static void delete(String path) {
    Object isGone =
        station.page.evaluate(
            """
            path => fetch('/api/v1/' + path, {
              method: 'DELETE',
              headers: { 'If-Match': '*' },
            }).then((it) => it.ok)
            """,
            path);
    assertThat(isGone).isEqualTo(true);
  }

  @Test
  void aCameraThatTakesAnothersPlaceInAGroupIsSeenOnAWallThatIsOpen() {
    Locator gate1 = openGroupOf("station/gate-1").locator(".tile[data-key='station/gate-1']");
    assertThat(gate1).isVisible();
    Page page = gate1.page();

    assertThat(station.put("groups/way", group("station/gate-2"))).isTrue();

    assertThat(page.locator(".tile[data-key='station/gate-2']")).isVisible();
    assertThat(gate1).hasCount(0);
    page.close();
    delete("groups/way");
    assertNothingSaid();
  }

  private static Page openGroupOf(String camera) {
    assertThat(station.put("groups/way", group(camera))).isTrue();
    return station.browser.page("/#/groups/way");
  }

  private static String group(String camera) {
    return "{\"title\": \"Way\", \"cameras\": [\"%s\"]}".formatted(camera);
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

  @Test
  void whoeverChoosesAtOneAlertSeesTheOthersAndLosesNothing() {
    assertThat(station.put("alerts/calm", rule("station/gate-1", 900))).isTrue();
    Page page = station.browser.page("/#/alerts");
    Locator calm = page.locator(".alert[data-name=calm]");
    Locator choices = calm.locator("[data-act=silence]");
    choices.evaluate("it => { it.dataset.same = 'yes'; }");
    choices.focus();

    assertThat(station.put("alerts/loud", rule("station/gate-2", 40))).isTrue();
    assertThat(page.locator(".alert[data-name=loud] .stands")).containsText("firing since");
    assertThat(choices).isFocused();
    assertThat(choices).hasAttribute("data-same", "yes");

    Locator past = calm.locator("[data-act=past]");
    past.focus();
    assertThat(station.put("alerts/calm", rule("station/gate-1", 800))).isTrue();
    assertThat(calm.locator(".stands")).containsText("fires from 800");
    assertThat(past).isFocused();
    page.close();
    forget("calm", "loud");
    assertNothingSaid();
  }

  @Test
  void aLinkThatIsFollowedWhereAnotherIsSignedInAsksWhoItIsToBe() {
    String link = linkOfANewUser("eve");
    try (Browser browser = Browser.open(station.browser.base())) {
      Page page = browser.page("/");
      page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("ada");
      page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
          .fill(Station.PASSWORD);
      page.locator("#door-button").click();
      assertThat(page.locator("#out")).hasAttribute("title", "Sign out ada");

      Page other = browser.page(link);
      assertThat(other.locator("dialog.ask")).containsText("You are signed in as ada here.");
      assertThat(other).not().hasURL(Pattern.compile("link="));
      other.getByText("Stay ada").click();
      assertThat(other.locator("#out")).hasAttribute("title", "Sign out ada");

      page.navigate(browser.base() + link);
      assertThat(page.locator("dialog.ask")).containsText("You are signed in as ada here.");
      assertThat(page).not().hasURL(Pattern.compile("link="));
      page.locator("dialog.ask button.main").click();
      assertThat(page.locator("#out")).hasAttribute("title", "Sign out eve");
      assertThat(page).not().hasURL(Pattern.compile("link="));
      assertSettingsAreOfSomeCameras(page);
    }
    delete("users/eve");
    assertNothingSaid();
  }

  private static void assertSettingsAreOfSomeCameras(Page page) {
    page.locator(".places a", new Page.LocatorOptions().setHasText("Settings")).click();
    assertThat(page.locator("#page")).containsText("operator: you see some cameras");
    assertThat(page.getByText("Change the password")).isVisible();
    assertThat(page.getByText("Save the group")).hasCount(0);
    assertThat(page.getByText("Export")).hasCount(0);
  }

  private static String linkOfANewUser(String name) {
    return (String)
        station.page.evaluate(
            """
            name => fetch('/api/v1/users', {
              method: 'POST',
              headers: { 'Content-Type': 'application/json' },
              body: JSON.stringify({ name, role: 'operator', cameras: ['station/gate-1'] }),
            }).then((it) => it.json()).then((it) => it.link)
            """,
            name);
  }

  @Test
  void aPictureThatIsHeldNoLongerIsToldAndWhatIsCountedStays() {
    Page page = station.browser.page("/#/cameras/station/gate-2");
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Count")).click();
    Response held =
        page.waitForResponse(
            "**/calibration/pictures", () -> Station.press(button(page, "Count a picture")));
    page.locator("#people").fill("60");
    String picture = held.text().replaceFirst(".*\"id\":\"([^\"]*)\".*", "$1");
    delete("cameras/station/gate-2/calibration/pictures/" + picture);

    button(page, "Save").click();

    assertThat(page.locator(".count-form .refused")).containsText("does not hold this picture");
    assertThat(page.locator("#people")).hasValue("60");
    assertThat(button(page, "Save")).isDisabled();
    page.close();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
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

  @Test
  void whereAllCamerasAreHiddenTheWallSaysSoAndShowsThemAgain() {
    Page page = station.browser.page("/");
    page.routeWebSocket(Pattern.compile("/api/v1/live"), PageSignsIT::away);
    page.reload();
    for (String gate : new String[] {"station/gate-1", "station/gate-2"}) {
      Locator tile = page.locator(".tile[data-key='%s']".formatted(gate));
      assertThat(tile).hasAttribute("data-state", "away");
      tile.hover();
      tile.locator(".hide").click();
      assertThat(tile).hasCount(0);
    }

    assertThat(page.locator("#wall")).containsText("All 2 cameras are hidden");
    assertThat(page.locator("#wall")).not().containsText("No camera yet");
    page.locator("#wall .empty button").click();
    assertThat(page.locator(".tile")).hasCount(2);
    page.close();
  }

  /** What the node says, but that no camera is connected. */
  private static void away(WebSocketRoute page) {
    WebSocketRoute node = page.connectToServer();
    node.onMessage(
        frame -> {
          if (frame.text() == null) {
            page.send(frame.binary());
          } else {
            page.send(frame.text().replace("\"connected\":true", "\"connected\":false"));
          }
        });
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

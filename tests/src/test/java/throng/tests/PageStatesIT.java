package throng.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.WebSocket;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the page shows of what is seldom so: pictures withheld, a camera silent, another network.
 */
class PageStatesIT {
  private static final String PAIR =
      """
      {"number": %d, "millis": 1795694400000, "network": {"name": "crowd", "version": "1"},
       "people": 60, "counted": 48}\
      """;

  /** What an alert looks like is for alerts alone. */
  private static final String COLOURS =
      """
      (tile) => {
        const probe = document.createElement('i');
        probe.style.color = 'var(--bad)';
        document.body.append(probe);
        const red = getComputedStyle(probe).color;
        probe.remove();
        return ['.state', '.state-mark .mark'].map((it) => {
          const style = getComputedStyle(tile.querySelector(it));
          return style.color === red || style.fill === red ? 'red' : 'grey';
        });
      }
      """;

  private static final String EVERYWHERE =
      "{\"title\": \"Stage\", \"points\": [[0, 0], [1, 0], [1, 1], [0, 1]]}";

  @TempDir Path folder;

  @Test
  void wherePicturesAreOffNoneIsSentAndCountsGoOn() throws Exception {
    try (Station station = new Station(folder, "-Dthrong.gpu-node.web.pictures=off")) {
      Page page = station.page;
      List<byte[]> maps = new CopyOnWriteArrayList<>();
      page.onWebSocket(socket -> listen(socket, maps));
      page.reload();

      Locator tile = page.locator(".tile[data-key='station/gate-1']");
      assertThat(tile.locator(".number")).hasText("48");
      assertThat(tile.locator(".no-picture")).isVisible();
      assertThat(station.put("cameras/station/gate-1/zones/stage", EVERYWHERE)).isTrue();
      assertThat(tile.locator(".zones")).isVisible();
      assertThat(tile.locator(".no-picture")).isVisible();
      page.waitForCondition(() -> maps.size() > 3);
      tile.click();
      assertThat(page.locator(".stage .no-picture")).containsText("Pictures are off on this node");
      assertThat(page.locator(".camera-count .number")).hasText("48");

      tab(page, "Count");
      Station.press(button(page, "Count a picture"));
      assertThat(page.locator(".camera-panel")).containsText("withholds its pictures");
      page.locator("#people").fill("60");
      button(page, "Save").click();
      assertThat(page.locator(".card.good")).containsText("You counted 60 people");
      assertThat(maps).noneMatch(PageStatesIT::hasJpeg);
      station.go("Privacy");
      assertThat(page.locator("#page")).containsText("pictures are off: nobody is shown any");
      station.assertQuiet();
    }
  }

  /** Maps of where people are still come. */
  private static void listen(WebSocket socket, List<byte[]> maps) {
    socket.onFrameReceived(
        frame -> {
          if (frame.binary() != null) {
            maps.add(frame.binary());
          }
        });
  }

  private static boolean hasJpeg(byte[] message) {
    return new String(message, StandardCharsets.ISO_8859_1).contains("\u00ff\u00d8\u00ff");
  }

  @Test
  void aCameraThatSendsNothingIsSilentWithinItsTimeAndShowsNoNumber() throws Exception {
    byte[] jpeg =
        Files.readAllBytes(
            Photographs.folder(folder.resolve("pictures"), 1, 320, 240).resolve("picture0.jpg"));
    try (Station station = new Station(folder);
        ToldCamera camera = ToldCamera.connect(station.node(), "door", reply -> {})) {
      Page page = station.page;
      Locator tile = page.locator(".tile[data-key='lobby/door']");
      assertThat(tile).hasAttribute("data-state", "waiting");
      camera.send(1, ByteString.fromArray(jpeg));
      assertThat(tile.locator(".number")).hasText("48");

      assertThat(tile).hasAttribute("data-state", "late");
      assertThat(tile).hasAttribute("data-state", "silent");
      assertThat(tile.locator(".why"))
          .containsText(Pattern.compile("No count since \\d\\d:\\d\\d:\\d\\d"));
      assertThat(tile.locator(".why"))
          .containsText("Node lobby is connected; no picture of this camera comes.");
      assertThat(tile.evaluate(COLOURS)).isEqualTo(List.of("grey", "grey"));
      assertThat(tile.locator(".number")).hasText("–");
      assertThat(page.locator("#sum-number")).hasText("96");
      assertThat(page.locator("#firing .fires")).containsText("camera-silent");

      camera.send(2, ByteString.fromArray(jpeg));
      assertThat(tile).hasAttribute("data-state", "live");
      assertThat(tile.locator(".number")).hasText("48");
      station.assertQuiet();
    }
  }

  @Test
  void whereANodeHasOneCameraAndThatGoesTheNodeIsNamed() throws Exception {
    try (Station station = new Station(folder)) {
      Page page = station.page;
      Locator tile = page.locator(".tile[data-key='lobby/door']");
      try (ToldCamera camera = ToldCamera.connect(station.node(), "door", reply -> {})) {
        assertThat(tile).hasAttribute("data-state", "waiting");
        assertThat(tile.locator(".place")).isVisible();
      }
      assertThat(tile.locator(".why")).containsText("Node lobby away");
      assertThat(page.locator("#trouble button")).containsText("Node lobby away, with 1 camera");

      tile.hover();
      tile.locator(".hide").click();
      assertThat(tile).hasCount(0);
      assertThat(page.locator("#trouble")).containsText("All cameras are counted");
      page.getByText("Show 1 hidden").click();
      assertThat(tile).isVisible();

      List<String> removed = new CopyOnWriteArrayList<>();
      page.route(
          Pattern.compile("/api/v1/cameras/lobby/door\\?confirm"),
          route -> {
            removed.add(route.request().method() + " " + route.request().url());
            route.fulfill(new Route.FulfillOptions().setStatus(204));
          });
      tile.locator(".link").click();
      button(page, "Remove this camera…").click();
      button(page, "Remove").click();
      assertThat(page.locator("#wall")).isVisible();
      assertThat(removed).singleElement().asString().endsWith("?confirm=lobby%2Fdoor");
      assertThat(removed.get(0)).startsWith("DELETE ");
      station.assertQuiet();
    }
  }

  @Test
  void whoIsSignedOutIsToldSoAndLosesNothingThatIsTyped() throws Exception {
    try (Station station = new Station(folder)) {
      Page page = station.page;
      page.locator(".tile[data-key='station/gate-1']").click();
      tab(page, "Count");
      Station.press(button(page, "Count a picture"));
      page.locator("#people").fill("60");

      signOut(page);
      assertThat(page.locator("#banner")).containsText("You have been signed out");
      assertThat(page.locator("#people")).hasValue("60");
      Page beside = page.context().newPage();
      beside.navigate(page.url());
      signIn(beside);
      assertThat(beside.locator(".camera-count .number")).hasText("48");
      assertThat(page.locator("#banner")).isHidden();
      assertThat(page.locator("#people")).hasValue("60");

      signOut(beside);
      assertThat(beside.locator("#door-words")).containsText("You have been signed out");
      signIn(beside);
      assertThat(beside.locator(".camera-count .number")).hasText("48");
    }
  }

  @Test
  void whoHasAsManyPagesOpenAsOneMayIsToldThatAndGoesOnOnceOneIsClosed() throws Exception {
    try (Station station =
        new Station(folder, "-Dthrong.gpu-node.web.live.max-streams-per-user=1")) {
      Page second = station.browser.page("/");
      Locator banner = second.locator("#banner");
      assertThat(banner).containsText("You have as many live streams as one may have.");
      assertThat(banner).not().containsText("cannot be reached");

      station.page.close();

      assertThat(second.locator(".tile[data-state=live]")).hasCount(2);
      assertThat(banner).isHidden();
    }
  }

  /** As where nothing was looked at for long. */
  private static void signOut(Page page) {
    page.evaluate("() => fetch('/api/v1/sign-out', { method: 'POST' })");
  }

  private static void signIn(Page page) {
    page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("ada");
    page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(Station.PASSWORD);
    page.locator("#door-button").click();
  }

  @Test
  void aFactorOfAnotherNetworkIsAskedForBeforeItIsUsed() throws Exception {
    keepAFactorOfAnotherNetwork();
    try (Station station = new Station(folder)) {
      Page page = station.page;
      page.locator(".tile[data-key='station/gate-1']").click();
      assertThat(page.locator(".camera-count .number")).hasText("48");
      tab(page, "Count");
      Locator card = page.locator(".card.warn");
      assertThat(card).containsText("Another network counts now");
      assertThat(card).containsText("was found for crowd 1");

      Station.press(button(page, "Use it all the same"));

      assertThat(page.locator(".factor-in-use")).containsText("In use: × 1.25");
      assertThat(page.locator(".camera-count .number")).hasText("60");
      assertThat(page.locator(".camera-count .range")).hasText("(53–67)");
      station.assertQuiet();
    }
  }

  private void keepAFactorOfAnotherNetwork() throws Exception {
    String pairs =
        String.join(
            ",", java.util.stream.IntStream.rangeClosed(1, 5).mapToObj(PAIR::formatted).toList());
    Path state = Files.createDirectories(folder.resolve("state"));
    Files.writeString(
        state.resolve("site.json"),
        """
        {"format": 1, "alerts": {"version": 0, "rules": []}, "cameras": [{
          "camera": "station/gate-1", "version": 6, "zones": [], "calibration": {
            "pairs": [%s],
            "accepted": {"factor": 1.25, "interval": [1.1, 1.4], "millis": 1795694400000,
              "network": {"name": "crowd", "version": "1"}}}}]}
        """
            .formatted(pairs));
  }

  private static void tab(Page page, String name) {
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name)).click();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}

package throng.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every page in both themes, as WCAG 2.2 AA measures them. */
class PageAccessIT {
  private static final int TABS = 70;
  private static final String THINGS =
      """
      async () => {
        const send = (method, path, body) => fetch('/api/v1/' + path, {
          method,
          headers: { 'Content-Type': 'application/json', 'If-Match': '*' },
          body: JSON.stringify(body),
        }).then((it) => it.status);
        const camera = 'cameras/station/gate-1';
        const stage = [[0.3, 0.5], [0.7, 0.5], [0.7, 0.9], [0.3, 0.9]];
        return [
          await send('PUT', camera + '/zones/stage', { title: 'Stage', points: stage }),
          await send('PUT', camera + '/ground',
            { picture: stage, metres: [[0, 0], [3, 0], [3, 2], [0, 2]] }),
          await send('PUT', 'alerts/crush', { where: 'station/gate-1', above: 5, forSeconds: 0, severity: 'critical' }),
          await send('PUT', 'alerts/full', { where: 'station/gate-1/stage', above: 5, forSeconds: 0, severity: 'warning' }),
          await send('PUT', 'alerts/calm', { where: 'station/gate-2', above: 5, forSeconds: 0, severity: 'info' }),
          await send('PUT', 'groups/all', { title: 'Both', cameras: ['station/*'] }),
        ];
      }
      """;

  @TempDir static Path folder;
  private static Station station;

  @BeforeAll
  static void begin() throws Exception {
    station = new Station(folder, "-Dthrong.gpu-node.history.write-every=1s");
    assertThat(station.page.evaluate(THINGS)).isEqualTo(List.of(200, 200, 200, 200, 200, 200));
    assertThat(station.page.locator("#firing .fires").first()).isVisible();
    // So that the page of the past has something to show.
    station.page.waitForCondition(
        () -> station.ask("/api/v1/history/series").contains("station/gate-2"),
        new Page.WaitForConditionOptions().setTimeout(4 * Station.PATIENCE));
  }

  @AfterAll
  static void end() {
    if (station != null) {
      station.close();
    }
  }

  private interface Look {
    List<String> at(Page page);
  }

  @Test
  void textsAreReadAndSignsSeenInBothThemes() {
    assertThat(everywhere(PageAccess::faintTexts)).isEmpty();
    assertThat(everywhere(PageAccess::faintGraphics)).isEmpty();
  }

  @Test
  void whatIsPressedIsLargeEnough() {
    assertThat(everywhere(PageAccess::smallTargets)).isEmpty();
  }

  @Test
  void whatIsUsedHasARoleAndAName() {
    assertThat(everywhere(PageAccess::unnamed)).isEmpty();
    station.home();
    assertThat(station.page.locator(".tile .spark").first())
        .hasAttribute("aria-label", Pattern.compile("The last five minutes: from \\d+ to \\d+"));
  }

  @Test
  void everySignHasAShapeOfItsOwn() {
    Object alike =
        station.page.evaluate(
            """
            async () => {
              const app = document.querySelector('script[type=module]').src;
              const { mark, shapes } = await import(app.replace('app.js', 'marks.js'));
              const side = 32;
              const draw = async (name) => {
                const sign = mark(name);
                sign.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
                sign.setAttribute('width', side);
                sign.setAttribute('height', side);
                const image = new Image();
                image.src = 'data:image/svg+xml,' + encodeURIComponent(sign.outerHTML);
                await image.decode();
                const context = new OffscreenCanvas(side, side).getContext('2d');
                context.drawImage(image, 0, 0);
                return context.getImageData(0, 0, side, side).data.filter((_, i) => i % 4 === 3);
              };
              const drawn = await Promise.all(shapes.filter((it) => it !== 'unknown').map(async (it) => [it, await draw(it)]));
              const others = (one, other) => one.filter((value, i) => Math.abs(value - other[i]) > 128).length;
              return drawn.flatMap(([one, a], i) => drawn.slice(i + 1)
                .filter(([, b]) => others(a, b) < 0.08 * side * side)
                .map(([other]) => `${one} and ${other}`));
            }
            """);
    assertThat(alike).isEqualTo(List.of());
  }

  @Test
  void whatHasTheFocusShowsItOnEveryPage() {
    assertThat(everywhere(PageAccessIT::tabThrough)).isEmpty();
  }

  @Test
  void nothingMovesForWhoWantsNoMotion() {
    station.page.emulateMedia(
        new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));

    assertThat(everywhere(PageAccess::moving)).isEmpty();

    station.page.emulateMedia(
        new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));
  }

  private static List<String> tabThrough(Page page) {
    List<String> faults = new ArrayList<>();
    page.evaluate("() => { document.activeElement?.blur(); scrollTo(0, 0); }");
    for (int i = 0; i < TABS; i++) {
      page.keyboard().press("Tab");
      faults.addAll(PageAccess.unseenFocus(page));
    }
    return faults.stream().distinct().toList();
  }

  /** What is found on each page, in each theme, with where it was. */
  private static List<String> everywhere(Look look) {
    Page page = station.page;
    List<String> found = new ArrayList<>();
    for (String theme : List.of("dark", "light")) {
      page.evaluate("theme => (document.documentElement.dataset.theme = theme)", theme);
      station.home();
      assertThat(page.locator(".tile .zones li").first()).isVisible();
      note(found, theme + " wall", look.at(page));
      for (String name : List.of("History", "Alerts", "Settings", "Privacy")) {
        station.go(name);
        settle(page, name);
        note(found, theme + " " + name, look.at(page));
      }
      for (String tab : List.of("Zones", "Ground", "Count")) {
        cameraTab(page, tab);
        note(found, theme + " camera, " + tab, look.at(page));
      }
    }
    return found;
  }

  private static void settle(Page page, String name) {
    switch (name) {
      case "History" -> assertThat(page.locator(".figure .lead")).containsText("at most");
      case "Alerts" -> assertThat(page.locator(".past-alerts .happened").first()).isVisible();
      case "Settings" -> assertThat(page.locator("tbody tr").first()).isVisible();
      default -> assertThat(page.locator("#page tbody tr").first()).isVisible();
    }
  }

  private static void cameraTab(Page page, String tab) {
    station.home();
    page.evaluate("() => (location.hash = '#/cameras/station/gate-1')");
    assertThat(page.locator(".stage")).hasAttribute("data-state", "live");
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(tab)).click();
    String selector =
        switch (tab) {
          case "Zones" -> ".zone-row";
          case "Ground" -> ".areas";
          default -> ".count-begin";
        };
    assertThat(page.locator(selector)).isVisible();
  }

  private static void note(List<String> found, String where, List<String> faults) {
    faults.forEach(it -> found.add(where + ": " + it));
  }
}

package throng.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on a phone, and as narrow as a page that is magnified four times (WCAG 1.4.10). */
class PhonePageIT {
  private static final int[][] SIZES = {{390, 844}, {320, 640}};
  private static final int IN_SIGHT = 5;

  @TempDir static Path folder;
  private static Station station;

  @BeforeAll
  static void begin() throws Exception {
    List<String> cameras = IntStream.rangeClosed(1, 8).mapToObj(it -> "gate-" + it).toList();
    station = new Station(folder, cameras, "-Dthrong.gpu-node.history.write-every=1s");
    // So that the page of the past has something to show.
    station.page.waitForCondition(
        () -> station.ask("/api/v1/history/series").contains("gate-8"),
        new Page.WaitForConditionOptions().setTimeout(4 * Station.PATIENCE));
  }

  @AfterAll
  static void end() {
    if (station != null) {
      station.close();
    }
  }

  @Test
  void severalCamerasAreInSightAtOnce() {
    Page page = station.page;
    for (int[] size : SIZES) {
      page.setViewportSize(size[0], size[1]);
      station.home();
      page.waitForCondition(() -> inSight() >= IN_SIGHT);
    }
  }

  private static int inSight() {
    return ((Number)
            station.page.evaluate(
                """
                () => [...document.querySelectorAll('.tile')].filter((it) => {
                  const box = it.getBoundingClientRect();
                  return box.top >= 0 && box.bottom <= innerHeight;
                }).length
                """))
        .intValue();
  }

  @Test
  void noPageIsScrolledSideways() {
    List<String> wide = new ArrayList<>();
    Page page = station.page;
    for (int[] size : SIZES) {
      page.setViewportSize(size[0], size[1]);
      station.home();
      note(wide, size, "wall");
      for (String name : List.of("History", "Alerts", "Settings", "Privacy")) {
        station.go(name);
        settle(name);
        note(wide, size, name);
      }
      station.home();
      page.evaluate("() => (location.hash = '#/cameras/station/gate-1')");
      for (String tab : List.of("Zones", "Ground", "Count")) {
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(tab)).click();
        note(wide, size, "camera, " + tab);
      }
    }
    assertThat(wide).isEmpty();
  }

  private static void settle(String name) {
    String selector =
        switch (name) {
          case "History" -> ".figure .lead";
          case "Alerts" -> ".past-alerts";
          case "Settings" -> "tbody tr";
          default -> "#page tbody tr";
        };
    assertThat(station.page.locator(selector).first()).isVisible();
  }

  /** What reaches beyond the right edge, and is not scrolled within something that does not. */
  private static void note(List<String> wide, int[] size, String where) {
    Object found =
        station.page.evaluate(
            """
            () => {
              const root = document.scrollingElement;
              if (root.scrollWidth <= innerWidth) {
                return [];
              }
              return [...document.querySelectorAll('body *')]
                .filter((it) => it.getBoundingClientRect().right > innerWidth + 1)
                .map((it) => `${it.outerHTML.slice(0, 120)}`)
                .slice(0, 3);
            }
            """);
    ((List<?>) found).forEach(it -> wide.add("%d: %s: %s".formatted(size[0], where, it)));
  }
}

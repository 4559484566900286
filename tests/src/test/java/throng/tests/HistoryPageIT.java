package throng.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The past in a real browser: drawn, read as a table, downloaded, deleted. */
class HistoryPageIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Pattern POINT = Pattern.compile("\\{\"at\":(\\d+),\"mean\":([0-9.]+)");

  private static final String[] SETTINGS = {
    "-Dthrong.gpu-node.history.write-every=1s", "-Dthrong.gpu-node.site.time-zone=Europe/Berlin"
  };

  private static final String MAKE_GROUPS =
      """
      async () => {
        const make = (name, cameras) => fetch('/api/v1/groups/' + name, {
          method: 'PUT',
          headers: { 'Content-Type': 'application/json', 'If-Match': '*' },
          body: JSON.stringify({ cameras }),
        });
        await make('all', ['station/*']);
        await make('lacking', ['station/gate-1', 'station/never']);
      }
      """;

  @TempDir Path folder;

  @Test
  void thePastIsDrawnDownloadedAsTheApiHasItAndDeleted() throws Exception {
    try (Station station = new Station(folder, SETTINGS)) {
      Page page = station.page;
      await()
          .atMost(MINUTE)
          .until(() -> station.ask("/api/v1/history/series").contains("station/gate-2"));
      station.edge().interrupt();
      assertThat(page.locator(".tile[data-state=away]")).hasCount(2);

      station.go("History");
      page.locator("#series").selectOption("station/gate-1");

      assertThat(page.locator(".chart canvas")).isVisible();
      assertThat(page.locator(".figure .lead")).containsText("at most 48 people");
      page.locator("summary").click();
      assertThat(page.locator("details tbody tr td:nth-of-type(1)", having("48")))
          .not()
          .hasCount(0);
      assertThat(page.locator(".week td", having("48"))).not().hasCount(0);
      assertThat(page.locator(".columns")).containsText("30 days");

      Download download = page.waitForDownload(() -> page.getByText("Download as CSV").click());
      assertThat(rows(download)).isNotEmpty().isEqualTo(points(station, download.url()));

      showsTheSumOfAGroup(station);

      showsHours(page, "2026-03-29", 23);
      showsHours(page, "2026-10-25", 25);
      showsHours(page, "2026-10-26", 24);

      delete(page, "station/gate-1");
      assertThat(page.locator("#series option[value^='station/']")).hasCount(1);
      assertThat(station.ask("/api/v1/history/series")).doesNotContain("gate-1").contains("gate-2");
      station.assertQuiet();
    }
  }

  /** Of which one camera was never counted: that is told. */
  private static void showsTheSumOfAGroup(Station station) {
    Page page = station.page;
    page.evaluate(MAKE_GROUPS);
    page.reload();
    page.locator("#series").selectOption("group:all");
    assertThat(page.locator(".figure .lead")).containsText("at most 96 people");
    assertThat(page.locator(".figure .lead")).containsText("The sum of 2 cameras");
    page.locator("summary").click();
    assertThat(page.locator("details tbody tr", having("2 of 2"))).not().hasCount(0);
    assertThat(page).hasURL(Pattern.compile("series=group%3Aall"));

    page.locator("#series").selectOption("group:lacking");
    assertThat(page.locator(".figure .lead")).containsText("at least one is missing");
    assertThat(page.locator("details tbody tr", having("1 of 2"))).not().hasCount(0);
    assertThat(page.locator(".u-legend")).containsText("A camera is missing");
    page.locator("#series").selectOption("station/gate-1");
    assertThat(page.locator(".figure .lead")).containsText("at most 48 people");
  }

  /** A day of the site's own time zone has so many hours. */
  private static void showsHours(Page page, String day, int hours) {
    String address = "#/history?series=station/gate-1&span=day&day=" + day;
    page.evaluate("address => (location.hash = address)", address);
    assertThat(page.locator("details tbody tr")).hasCount(hours);
  }

  /** What was typed is what is deleted; anything else deletes nothing. */
  private static void delete(Page page, String camera) {
    page.getByText("Delete this camera’s history…").click();
    var yes =
        page.getByRole(
            AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Delete").setExact(true));
    page.locator("#erase-name").fill("station/gate-2");
    assertThat(yes).isDisabled();
    page.locator("#erase-name").fill(camera);
    yes.click();
    assertThat(page.locator("dialog.ask")).hasCount(0);
  }

  private static Page.LocatorOptions having(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  /** The begin and the mean of each minute of the file. */
  private static List<String> rows(Download download) throws IOException {
    List<String> rows = new ArrayList<>();
    List<String> lines = Files.readAllLines(download.path());
    assertThat(lines.get(0)).isEqualTo("node,camera,zone,at,mean,min,max,covered,factor,network");
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      rows.add(java.time.Instant.parse(cells[3]).getEpochSecond() + " " + mean(cells[4]));
    }
    return rows;
  }

  /** The same of the API's points. */
  private static List<String> points(Station station, String csv) {
    String query = URI.create(csv).getRawQuery();
    return POINT
        .matcher(station.ask("/api/v1/history?" + query))
        .results()
        .map(HistoryPageIT::point)
        .toList();
  }

  private static String point(MatchResult point) {
    return point.group(1) + " " + mean(point.group(2));
  }

  private static String mean(String number) {
    return String.format(java.util.Locale.ROOT, "%.3f", Double.parseDouble(number));
  }
}

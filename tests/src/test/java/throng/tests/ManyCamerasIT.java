package throng.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More cameras than one screen is for. */
class ManyCamerasIT {
  private static final int FORTY = 38;
  private static final int ALL = 62;
  private static final String ZONE =
      "{\"title\": \"Stage\", \"points\": [[0, 0], [1, 0], [1, 1], [0, 1]]}";
  private static final String GROUND =
      """
      {"picture": [[0, 1], [1, 1], [1, 0], [0, 0]], "metres": [[0, 0], [3, 0], [3, 2], [0, 2]]}\
      """;

  @TempDir static Path folder;
  private static final List<ToldCamera> told = new ArrayList<>();
  private static Station station;
  private static ByteString jpeg;

  @BeforeAll
  static void begin() throws Exception {
    station = new Station(folder);
    jpeg =
        ByteString.fromArray(
            Files.readAllBytes(
                Photographs.folder(folder.resolve("pictures"), 1, 320, 240)
                    .resolve("picture0.jpg")));
    station.page.setViewportSize(1920, 1080);
  }

  @AfterAll
  static void end() throws Exception {
    for (ToldCamera camera : told) {
      camera.close();
    }
    if (station != null) {
      station.close();
    }
  }

  private static void connect(int upTo) throws Exception {
    int from = told.size();
    while (told.size() < upTo) {
      told.add(
          ToldCamera.connect(station.node(), "gate-%02d".formatted(told.size() + 1), reply -> {}));
    }
    // All at once: a number is gone some seconds after its picture.
    for (ToldCamera camera : told.subList(from, upTo)) {
      camera.send(1, jpeg);
    }
  }

  /** One camera more and more: forty fit a screen, and of more than sixty groups are shown. */
  @Test
  void fortyFitAScreenAndMoreBeginWithTheirGroups() throws Exception {
    connect(FORTY);
    assertAllAreInSight(FORTY + 2);
    theWorstZoneIsSeenOnASmallTile();
    ordersAndGroups();

    connect(ALL);
    moreThanSixtyBeginWithGroups();
    theNodesAreGroupsWhereNoneAreMade();
    station.assertQuiet();
  }

  private static void assertAllAreInSight(int count) {
    Page page = station.page;
    assertThat(page.locator(".tile .number:text('48')"))
        .hasCount(count, new HasCountOptions().setTimeout(Station.PATIENCE));
    page.waitForCondition(
        () ->
            ((Number)
                        page.evaluate(
                            """
                            () => [...document.querySelectorAll('.tile')].filter((it) => {
                              const box = it.getBoundingClientRect();
                              return box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
                            }).length
                            """))
                    .intValue()
                == count);
  }

  private static void theWorstZoneIsSeenOnASmallTile() {
    assertThat(station.put("cameras/lobby/gate-07/zones/stage", ZONE)).isTrue();
    assertThat(station.put("cameras/lobby/gate-07/ground", GROUND)).isTrue();
    told(7);
    Locator zone = station.page.locator(".tile[data-key='lobby/gate-07'] .zones");
    assertThat(zone).isVisible();
    assertThat(zone).containsText("critical");
    assertThat(zone.locator(".swatch").first()).isVisible();
  }

  /** Another picture, so that what was said meanwhile is counted. */
  private static void told(int camera) {
    try {
      told.get(camera - 1).send(2, jpeg);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void ordersAndGroups() {
    Page page = station.page;
    assertThat(
            station.put(
                "groups/stage", "{\"title\": \"Around the stage\", \"cameras\": [\"station/*\"]}"))
        .isTrue();
    Locator cards = page.locator(".group-card");
    assertThat(cards).hasCount(2);
    assertThat(cards.first()).containsText("Around the stage");
    assertThat(cards.first().locator(".number")).hasText("96");
    assertThat(cards.last()).containsText("In no group");

    page.locator("#order").selectOption("place");
    assertThat(page.locator(".group-head").first())
        .containsText(Pattern.compile("Around the stage.*96 people, 2 of 2 cameras counted"));
    page.locator("#order").selectOption("trouble");
    // Those of the other node have sent one picture, and are silent by now.
    assertThat(page.locator(".tile").first()).hasAttribute("data-state", "silent");
    page.locator("#order").selectOption("full");
    assertThat(page.locator(".tile").first())
        .hasAttribute("data-key", Pattern.compile("^station/"));
    page.locator("#order").selectOption("name");
  }

  private static void moreThanSixtyBeginWithGroups() {
    Page page = station.page;
    assertThat(page.locator(".wall.overview")).isVisible();
    assertThat(page.locator(".tile")).hasCount(0);
    page.locator(".group-card").first().click();
    assertThat(page).hasURL(Pattern.compile("#/groups/stage$"));
    assertThat(page.locator(".tile")).hasCount(2);
    page.getByText("← All cameras").click();
    assertThat(page.locator(".wall.overview")).isVisible();
  }

  private static void theNodesAreGroupsWhereNoneAreMade() {
    Page page = station.page;
    page.evaluate(
        "() => fetch('/api/v1/groups/stage', { method: 'DELETE', headers: { 'If-Match': '*' } })");
    assertThat(page.locator(".group-card .group-title").first()).hasText("lobby");
    assertThat(page.locator(".group-card .group-title").last()).hasText("station");
    page.locator(".group-card").last().click();
    assertThat(page.locator(".tile")).hasCount(2);
  }
}

package throng.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A screen on a wall with more cameras than can be read on it at once. */
class KioskIT {
  private static final int TOLD = 38;
  private static final String ALERT =
      "{\"where\": \"lobby/gate-01\", \"above\": 1, \"forSeconds\": 0, \"severity\": \"critical\"}";
  private static final String GROUP =
      "{\"title\": \"Around the stage\", \"cameras\": [\"station/*\", \"lobby/gate-02\"]}";

  @TempDir static Path folder;
  private static final List<ToldCamera> told = new ArrayList<>();
  private static Station station;
  private static final ScheduledExecutorService sender =
      Executors.newSingleThreadScheduledExecutor();
  private static ByteString jpeg;
  private static long sent;

  @BeforeAll
  static void begin() throws Exception {
    station = new Station(folder);
    jpeg =
        ByteString.fromArray(
            Files.readAllBytes(
                Photographs.folder(folder.resolve("pictures"), 1, 320, 240)
                    .resolve("picture0.jpg")));
    for (int i = 1; i <= TOLD; i++) {
      told.add(ToldCamera.connect(station.node(), "gate-%02d".formatted(i), reply -> {}));
    }
    // Cameras that say nothing more would have alerts of their own.
    var unused = sender.scheduleWithFixedDelay(KioskIT::send, 0, 3, TimeUnit.SECONDS);
    assertThat(station.page.locator(".tile .number:text('48')"))
        .hasCount(TOLD + 2, new HasCountOptions().setTimeout(Station.PATIENCE));
    assertThat(station.put("groups/stage", GROUP)).isTrue();
  }

  private static void send() {
    sent++;
    try {
      for (ToldCamera camera : told) {
        camera.send(sent, jpeg);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  static void end() throws Exception {
    sender.shutdown();
    assertThat(sender.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    for (ToldCamera camera : told) {
      camera.close();
    }
    if (station != null) {
      station.close();
    }
  }

  @Test
  void whatIsReadableTogetherIsOnOnePageWithItsPlaces() {
    Page page = kiosk(2560, 1440, "order=place");
    assertThat(page.locator(".group-head")).hasCount(2);
    assertThat(page.locator(".tile")).hasCount(TOLD + 2);
    assertThat(page.locator(".turning")).isHidden();
    assertAllIsInSight(page);
    page.close();
  }

  @Test
  void moreTurnsInPagesOnWhichAlertsComeFirst() {
    Page page = kiosk(1280, 720, "order=place&turn=5");
    Locator words = page.locator(".turning");
    Locator first = page.locator(".tile[data-key='station/gate-1']");
    assertThat(words).hasText(Pattern.compile("Page 1 of \\d"));
    assertThat(first).hasCount(1);
    assertAllIsInSight(page);
    assertThat(words).hasText(Pattern.compile("Page 2 of \\d"));
    assertThat(first).hasCount(0);
    assertAllIsInSight(page);

    assertThat(station.put("alerts/crush", ALERT)).isTrue();
    Locator firing = page.locator(".tile[data-key='lobby/gate-01'][data-alert=critical]");
    assertThat(firing).isVisible();
    assertThat(words).hasText(Pattern.compile("Page \\d of \\d · standing still"));
    for (int i = 0; i < 3; i++) {
      page.keyboard().press("PageDown");
      assertThat(firing).isVisible();
      assertThat(page.locator(".tile").first()).hasAttribute("data-key", "lobby/gate-01");
      assertAllIsInSight(page);
    }
    page.keyboard().press("p");
    assertThat(words).hasText(Pattern.compile("Page \\d of \\d · stopped"));
    page.close();
    station.assertQuiet();
  }

  private static Page kiosk(int width, int height, String query) {
    Page page = station.browser.page("/#/?kiosk&" + query);
    page.setViewportSize(width, height);
    assertThat(page.locator(".tile").first()).isVisible();
    return page;
  }

  /** Nothing reaches beyond the screen, and nothing can be scrolled. */
  private static void assertAllIsInSight(Page page) {
    page.waitForFunction(
        """
        () => document.documentElement.scrollHeight <= innerHeight
          && [...document.querySelectorAll('.tile')].every((it) => {
            const box = it.getBoundingClientRect();
            return box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth && box.width >= 140;
          })
        """);
  }
}

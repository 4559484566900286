package throng.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page that loses its GPU node in several ways, and finds it again. */
@Tag("alone")
class LostNodeIT {
  private static final List<String> CAMERAS =
      IntStream.rangeClosed(1, 6).mapToObj(it -> "gate-" + it).toList();
  private static final Pattern REFUSED =
      Pattern.compile("ERR_CONNECTION|WebSocket connection to .* failed");

  /** Two seconds, and one for a machine that is busy with the other tests. */
  private static final long WITHIN_MILLIS = 3_000;

  @TempDir Path folder;
  private Station station;

  @BeforeEach
  void begin() throws Exception {
    station = new Station(folder, CAMERAS);
  }

  @AfterEach
  void end() {
    if (station != null) {
      station.close();
    }
  }

  @Test
  void aNodeThatFallsSilentWithoutClosingIsToldAsLostAndFoundAgain() throws Exception {
    station.gpu().pause();

    assertLost();
    assertThat(station.page.locator("#banner")).containsText("Next try in");

    station.gpu().resume();
    assertFound();
  }

  @Test
  void aTabThatWasHiddenIsNotToldThatItsNodeIsLost() {
    Page page = station.page;
    String hide =
        """
        isHidden => {
          Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true });
          document.dispatchEvent(new Event('visibilitychange'));
        }
        """;
    page.evaluate(hide, true);
    // Longer than a node may be quiet while somebody looks.
    page.waitForTimeout(4_000);
    page.evaluate(
        "() => new MutationObserver(() => (window.wasLost = true))"
            + ".observe(document.getElementById('banner'), { attributes: true })");

    page.evaluate(hide, false);

    assertThat(page.locator(".tile[data-state=live]")).hasCount(CAMERAS.size());
    assertThat(page.evaluate("() => window.wasLost ?? false")).isEqualTo(false);
  }

  private static final String PICTURES =
      "() => [...document.querySelectorAll('.tile .photo')].map(it => it.toDataURL()).join()";
  private static final String ANOTHER_PICTURE = "before => (%s)() !== before".formatted(PICTURES);

  /** On which a picture takes four seconds, and all that is said meanwhile waits for its end. */
  private static final String SLOW_LINE =
      """
      const Fast = WebSocket;
      window.WebSocket = class extends Fast {
        #free = 0;
        addEventListener(type, act) {
          if (type !== 'message') {
            super.addEventListener(type, act);
            return;
          }
          super.addEventListener(type, (event) => {
            const now = performance.now();
            const isPicture = typeof event.data !== 'string';
            if (isPicture && this.#free > now) {
              return;
            }
            this.#free = Math.max(now, this.#free) + (isPicture ? 4000 : 0);
            setTimeout(() => act(event), this.#free - now);
          });
        }
      };
      """;

  @Test
  void aSlowLineIsNoLostNode() {
    Page page = station.page;
    page.addInitScript(SLOW_LINE);
    page.reload();
    page.evaluate(
        """
        () => {
          window.losses = 0;
          const banner = document.getElementById('banner');
          new MutationObserver(() => (window.losses += banner.hidden ? 0 : 1))
            .observe(banner, { attributeFilter: ['hidden'] });
        }
        """);
    // One picture in four seconds comes, of whichever camera.
    page.waitForFunction(ANOTHER_PICTURE, page.evaluate(PICTURES));
    page.waitForTimeout(15_000);
    assertThat(((Number) page.evaluate("() => window.losses")).intValue()).isLessThanOrEqualTo(2);
    assertThat(page.locator("#banner")).isHidden();
  }

  @Test
  void aNodeThatIsStartedAgainIsFoundByWaitingAndByTryingNow() throws Exception {
    station.end();
    assertLost();
    station.startAgain();
    assertFound();

    // So that it would wait for long.
    station.page.evaluate("() => { Math.random = () => 100; }");
    station.end();
    assertLost();
    station.startAgain();
    station.page.getByText("Try now").click();
    assertFound();
    assertThat(station.browser.elsewhere()).isEmpty();
    assertThat(station.browser.console()).allMatch(line -> REFUSED.matcher(line).find());
  }

  @Test
  void aPageThatTheNodeCannotSendSaysSoAndIsThereOnceItCan() throws Exception {
    Page page = station.page;
    station.end();
    assertLost();

    page.locator(".places").getByText("Privacy").click();
    assertThat(page.locator("#page")).containsText("This page cannot be shown");

    station.startAgain();
    page.getByText("Try again").click();
    assertThat(page.locator("#page h2").first()).hasText("Privacy");
  }

  @Test
  void eachLossLooksLikeWhatItIsWithinItsTime() throws Exception {
    Page page = station.page;
    page.evaluate(
        """
        () => {
          window.seen = {};
          const tile = document.querySelector('.tile');
          new MutationObserver(() => (window.seen[tile.dataset.state] ??= Date.now()))
            .observe(tile, { attributeFilter: ['data-state'] });
        }
        """);
    long killed = System.currentTimeMillis();
    station.edge().kill();
    assertThat(page.locator(".tile[data-state=away]")).hasCount(CAMERAS.size());
    assertThat(seen("away") - killed).isLessThan(WITHIN_MILLIS);

    station.gpu().kill();
    assertThat(page.locator("#banner")).isVisible();
  }

  @Test
  void aNodeThatEndsIsToldWithinItsTime() throws Exception {
    Page page = station.page;
    page.evaluate(
        """
        () => new MutationObserver(() => (window.told ??= Date.now()))
          .observe(document.getElementById('banner'), { attributes: true })
        """);
    long killed = System.currentTimeMillis();
    station.gpu().kill();
    assertLost();
    long told = ((Number) page.evaluate("() => window.told")).longValue();
    assertThat(told - killed).isLessThan(WITHIN_MILLIS);
  }

  private long seen(String state) {
    return ((Number) station.page.evaluate("state => window.seen[state]", state)).longValue();
  }

  /** All at once, and no number is left that could be taken for a present one. */
  private void assertLost() {
    Page page = station.page;
    assertThat(page.locator("#banner")).containsText("The node cannot be reached since");
    assertThat(page.locator(".tile[data-state=lost]")).hasCount(CAMERAS.size());
    assertThat(page.locator(".tile .number").first()).hasText("–");
  }

  /** Six cameras move, nobody signs in again, and nothing speaks of the loss any more. */
  private void assertFound() {
    Page page = station.page;
    Locator live = page.locator(".tile[data-state=live]");
    assertThat(live).hasCount(CAMERAS.size());
    assertThat(page.locator("#banner")).isHidden();
    assertThat(page.locator("#out")).isVisible();
    for (int tile = 0; tile < CAMERAS.size(); tile++) {
      LivePageIT.moves(live.nth(tile));
    }
  }
}

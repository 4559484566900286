package throng.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page asks for that nobody sees: nothing. */
class HiddenPageIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration QUIET = Duration.ofSeconds(3);
  private static final String HIDE =
      """
      isHidden => {
        Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }
      """;

  @TempDir Path folder;

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> came = new CopyOnWriteArrayList<>();

  @Test
  void aHiddenTabIsSentNothingAndAnotherPageNoPictures() throws Exception {
    try (Station station = new Station(folder)) {
      Page page = station.page;
      page.onWebSocket(this::listen);
      page.reload();
      assertThat(page.locator(".tile[data-state=live]")).hasCount(2);
      awaitAsked("gate-1");

      page.evaluate(HIDE, true);
      awaitAsked("{\"state\":false,\"pictures\":{}}");
      // What was under way may still come; then there is nothing.
      await().atMost(MINUTE).until(() -> isQuiet(page));

      page.evaluate(HIDE, false);
      awaitAsked("gate-1");
      await().atMost(MINUTE).until(() -> !came.isEmpty());

      station.go("History");
      awaitAsked("{\"state\":true,\"pictures\":{}}");
      page.goBack();
      assertThat(page.locator("#wall")).isVisible();
      awaitAsked("gate-1");
      station.assertQuiet();
    }
  }

  private void listen(WebSocket socket) {
    socket.onFrameSent(frame -> asked.add(frame.text() == null ? "" : frame.text()));
    socket.onFrameReceived(frame -> came.add(frame.text() == null ? "picture" : "text"));
  }

  /** Waits for the last thing that the page asked the node for; Playwright tells while it is asked. */
  private void awaitAsked(String text) {
    await()
        .atMost(MINUTE)
        .untilAsserted(
            () -> assertThat(asked.isEmpty() ? "" : asked.get(asked.size() - 1)).contains(text));
  }

  private boolean isQuiet(Page page) {
    came.clear();
    page.waitForTimeout(QUIET.toMillis());
    return came.isEmpty();
  }
}

package throng.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page asks for that nobody sees: nothing. */
class HiddenPageIT {
  /** Three of the node's usual seconds. */
  private static final double QUIET = 3_000;

  private static final int LOOKS = 5;
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
      awaitAsked(page, "gate-1");

      page.evaluate(HIDE, true);
      awaitAsked(page, "{\"state\":false,\"pictures\":{}}");
      assertQuiet(page);

      page.evaluate(HIDE, false);
      awaitAsked(page, "gate-1");
      page.waitForCondition(() -> !came.isEmpty());

      station.go("History");
      awaitAsked(page, "{\"state\":true,\"pictures\":{}}");
      page.goBack();
      assertThat(page.locator("#wall")).isVisible();
      awaitAsked(page, "gate-1");
      station.assertQuiet();
    }
  }

  private void listen(WebSocket socket) {
    socket.onFrameSent(frame -> asked.add(frame.text() == null ? "" : frame.text()));
    socket.onFrameReceived(frame -> came.add(frame.text() == null ? "picture" : "text"));
  }

  /** Waits for the last thing that the page asked the node for; Playwright hears while it waits. */
  private void awaitAsked(Page page, String text) {
    page.waitForCondition(() -> !asked.isEmpty() && asked.get(asked.size() - 1).contains(text));
  }

  /** What was under way may still come; then there is nothing. */
  private void assertQuiet(Page page) {
    for (int look = 0; look < LOOKS; look++) {
      came.clear();
      page.waitForTimeout(QUIET);
      if (came.isEmpty()) {
        return;
      }
    }
    assertThat(came).isEmpty();
  }
}

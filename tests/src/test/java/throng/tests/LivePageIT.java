package throng.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live page in a real browser, with both programs. */
class LivePageIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Pattern PAGE = Pattern.compile("The page: (http://[0-9.:]+)/");
  private static final Pattern FIRST = Pattern.compile("(/#first=\\S+)");
  @TempDir Path folder;

  @Test
  void somebodySignsInAndSeesSixCamerasMoveAndWhatIsWrong() throws Exception {
    PlaywrightAssertions.setDefaultAssertionTimeout(Station.PATIENCE);
    try (NodeProcess gpu = gpu()) {
      String base = gpu.waitFor(PAGE, MINUTE).group(1);
      String first = gpu.waitFor(FIRST, MINUTE).group(1);
      try (Browser browser = Browser.open(base);
          NodeProcess edge = edge(gpu.address())) {
        Page page = browser.page(first);
        makeTheFirstAccount(page);

        Locator tiles = page.locator(".tile");
        assertThat(tiles).hasCount(6);
        assertThat(page.locator(".tile[data-state=live]")).hasCount(6);
        assertThat(page.locator("#trouble")).containsText("All cameras are counted");
        for (int tile = 0; tile < 6; tile++) {
          moves(tiles.nth(tile));
        }
        assertThat(page.locator("#sum-number")).not().hasText("–");
        assertThat(page.url()).isEqualTo(base + "/");

        edge.interrupt();
        assertThat(page.locator(".tile[data-state=away]")).hasCount(6);
        assertThat(page.locator(".tile .number").first()).hasText("–");
        assertThat(page.locator(".tile .why").first()).containsText("Node station away");
        assertThat(page.locator("#trouble button")).hasCount(1);
        assertThat(page.locator("#trouble")).containsText("Node station away, with 6 cameras");
        assertThat(page.locator("#sum-number")).hasText("No camera is counted");

        assertThat(browser.console()).isEmpty();
        assertThat(browser.elsewhere()).isEmpty();

        gpu.interrupt();
        assertThat(page.locator("#banner")).containsText("The node cannot be reached");
        assertThat(browser.elsewhere()).isEmpty();
      }
    }
  }

  private static void makeTheFirstAccount(Page page) {
    page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("ada");
    page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
        .fill("correct horse battery");
    page.getByLabel("The password again").fill("correct horse battery");
    page.locator("#door-button").click();
  }

  /** Its picture changes, and its count is one. */
  static void moves(Locator tile) {
    Locator photo = tile.locator(".photo");
    Object before = photo.evaluate("it => it.toDataURL()");
    await().atMost(MINUTE).until(() -> !photo.evaluate("it => it.toDataURL()").equals(before));
    assertThat(tile.locator(".number")).hasText(Pattern.compile("[0-9]+"));
  }

  private NodeProcess gpu() throws Exception {
    return NodeProcess.gpu(
        folder,
        "--model",
        "constant",
        "--listen",
        "127.0.0.1:0",
        "-Dthrong.gpu-node.legacy.stop-and-wait-listen=off",
        "-Dthrong.gpu-node.web.listen=127.0.0.1:0",
        "-Dthrong.gpu-node.state-folder=" + folder.resolve("state"));
  }

  private NodeProcess edge(String gpu) throws Exception {
    Path settings = Repository.root().resolve("conf/six-cameras.conf");
    return NodeProcess.edge(
        folder, "--config", settings.toString(), "--node", "station", "--gpu-node", gpu);
  }
}

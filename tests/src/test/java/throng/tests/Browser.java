package throng.tests;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The machine's own Chromium, driven through the machine's own Node.js. Notes what its console
 * says, and what it asks of any other place than the page's.
 */
final class Browser implements AutoCloseable {
  /** Set to {@code required} where both are known to be installed. */
  private static final String REQUIRED = "BROWSER_TESTS";

  private static final List<String> FLAGS =
      List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking");

  private final Playwright playwright;
  private final BrowserContext context;
  private final String base;
  private final List<String> console = Collections.synchronizedList(new ArrayList<>());
  private final List<String> elsewhere = Collections.synchronizedList(new ArrayList<>());

  private Browser(String base, Path chromium, Path node) {
    this.base = base;
    playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(
                    Map.of(
                        "PLAYWRIGHT_NODEJS_PATH",
                        node.toString(),
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1")));
    context =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(chromium).setArgs(FLAGS))
            .newContext(new NewContextOptions().setViewportSize(1280, 720));
    context.onConsoleMessage(message -> console.add(message.type() + ": " + message.text()));
    context.onWebError(error -> console.add(error.error()));
    context.onRequest(
        request -> {
          String url = request.url();
          if (!url.startsWith(base) && !url.startsWith("data:") && !url.startsWith("blob:")) {
            elsewhere.add(url);
          }
        });
  }

  /** Skips the test, with its reason, where there is no browser. */
  static Browser open(String base) {
    Optional<Path> chromium = program("chromium", "chromium-browser", "google-chrome");
    Optional<Path> node = program("node", "nodejs");
    if (chromium.isEmpty() || node.isEmpty()) {
      String reason =
          "Chromium and Node.js are not both installed: apt-get install chromium nodejs";
      if ("required".equals(System.getenv(REQUIRED))) {
        throw new IllegalStateException(reason);
      }
      Assumptions.abort(reason);
    }
    return new Browser(base, chromium.orElseThrow(), node.orElseThrow());
  }

  /** The page's address, without a path. */
  String base() {
    return base;
  }

  /** A new tab at this path. */
  Page page(String path) {
    Page page = context.newPage();
    page.navigate(base + path);
    return page;
  }

  /** What the console said so far. */
  List<String> console() {
    return List.copyOf(console);
  }

  /** What was asked of other places. */
  List<String> elsewhere() {
    return List.copyOf(elsewhere);
  }

  private static Optional<Path> program(String... names) {
    return Stream.of(names)
        .flatMap(
            name -> Stream.of(System.getenv("PATH").split(":", -1)).map(it -> Path.of(it, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public void close() {
    context.close();
    playwright.close();
  }
}

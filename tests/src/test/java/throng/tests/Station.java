package throng.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import throng.streams.settings.HostAndPort;

/**
 * Both programs with a few cameras, in each of which 48 people are counted, spread evenly; and a
 * browser in which an administrator has signed in.
 */
final class Station implements AutoCloseable {
  static final double PATIENCE = 30_000;

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Pattern PAGE = Pattern.compile("The page: (http://[0-9.:]+)/");
  private static final Pattern FIRST = Pattern.compile("(/#first=\\S+)");
  private static final String ANY_PORT = "127.0.0.1:0";
  static final String PASSWORD = "correct horse battery";
  private static final List<String> GATES = List.of("gate-1", "gate-2");

  final Browser browser;
  final Page page;
  private final Path folder;
  private final List<String> cameras;
  private final String[] settings;
  private final String node;
  private NodeProcess gpu;
  private NodeProcess edge;

  /** With {@code station/gate-1} and {@code station/gate-2}. */
  Station(Path folder, String... settings) throws Exception {
    this(folder, GATES, settings);
  }

  /**
   * Begins, once all cameras are counted.
   *
   * @param cameras their names, of the edge node {@code station}
   */
  Station(Path folder, List<String> cameras, String... settings) throws Exception {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    this.folder = folder;
    this.cameras = cameras;
    this.settings = settings;
    gpu = gpu(folder, ANY_PORT, ANY_PORT, settings);
    node = gpu.address();
    String base = gpu.waitFor(PAGE, MINUTE).group(1);
    String first = gpu.waitFor(FIRST, MINUTE).group(1);
    browser = openOrEnd(base);
    edge = edge(folder, cameras, node);
    page = browser.page(first);
    makeTheFirstAccount();
    assertThat(page.locator(".tile[data-state=live]")).hasCount(cameras.size());
  }

  private Browser openOrEnd(String base) {
    try {
      return Browser.open(base);
    } catch (RuntimeException absent) {
      gpu.close();
      throw absent;
    }
  }

  private void makeTheFirstAccount() {
    page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("ada");
    page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(PASSWORD);
    page.getByLabel("The password again").fill(PASSWORD);
    page.locator("#door-button").click();
  }

  /**
   * Goes to another page by the bar; its heading has the focus, and the title says where one is.
   */
  void go(String name) {
    page.locator(".places a", new Page.LocatorOptions().setHasText(name)).click();
    assertThat(page.locator("#page h2")).hasText(name);
    assertThat(page.locator("#page h2")).isFocused();
    assertThat(page).hasTitle(Pattern.compile("^(● .+ – )?" + name + " – Throng$"));
  }

  /** Goes back to all cameras. */
  void home() {
    page.locator(".places a").first().click();
    assertThat(page.locator("#wall")).isVisible();
  }

  /** Presses a button of what may be made anew between a mouse button's press and its release. */
  static void press(Locator button) {
    button.click(new Locator.ClickOptions().setTrial(true));
    button.dispatchEvent("click");
  }

  /** The GPU node's program. */
  NodeProcess gpu() {
    return gpu;
  }

  /** The edge node's program. */
  NodeProcess edge() {
    return edge;
  }

  /** Ends the GPU node as a service manager does. */
  void end() throws Exception {
    gpu.terminate();
    var unused = gpu.exitCode(MINUTE);
  }

  /** Starts the GPU node that has ended where it was: the same addresses, the same state. */
  void startAgain() throws Exception {
    gpu = gpu(folder, node, browser.base().substring("http://".length()), settings);
    var unused = gpu.address();
    gpu.waitFor(PAGE, MINUTE);
  }

  /** Starts the edge node that has ended, with the same cameras. */
  void startEdgeAgain() throws IOException {
    edge = edge(folder, cameras, node);
  }

  /** The address that cameras connect to. */
  HostAndPort node() {
    String[] parts = node.split(":", -1);
    return new HostAndPort(parts[0], Integer.parseInt(parts[1]));
  }

  /** What the API answers to this browser. */
  String ask(String path) {
    return (String) page.evaluate("path => fetch(path).then(it => it.text())", path);
  }

  /** Changes what people have said by the API, whatever it was; whether that was taken. */
  boolean put(String path, String body) {
    return (boolean)
        page.evaluate(
            """
            ([path, body]) => fetch('/api/v1/' + path, {
              method: 'PUT',
              headers: { 'Content-Type': 'application/json', 'If-Match': '*' },
              body,
            }).then((it) => it.ok)
            """,
            List.of(path, body));
  }

  /** Nothing in the console, no request to another place. */
  void assertQuiet() {
    assertThat(browser.console()).isEmpty();
    assertThat(browser.elsewhere()).isEmpty();
  }

  private static NodeProcess gpu(Path folder, String listen, String web, String... settings)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--model",
                "constant:rows=60,columns=80,value=0.01",
                "--listen",
                listen,
                "-Dthrong.gpu-node.legacy.stop-and-wait-listen=off",
                "-Dthrong.gpu-node.web.listen=" + web,
                "-Dthrong.gpu-node.state-folder=" + folder.resolve("state")));
    arguments.addAll(List.of(settings));
    return NodeProcess.gpu(folder, arguments.toArray(new String[0]));
  }

  private static NodeProcess edge(Path folder, List<String> cameras, String gpu)
      throws IOException {
    StringBuilder conf = new StringBuilder("throng.edge-nodes.station.cameras {\n");
    for (String camera : cameras) {
      conf.append(camera).append(" { source = \"test:people=20,size=320x240,fps=4\" }\n");
    }
    Path settings = Files.writeString(folder.resolve("edge.conf"), conf.append("}\n"));
    return NodeProcess.edge(
        folder, "--config", settings.toString(), "--node", "station", "--gpu-node", gpu);
  }

  @Override
  public void close() {
    browser.close();
    edge.close();
    gpu.close();
  }
}

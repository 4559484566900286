package throng.gpu.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page's own files. */
class AssetsTest {
  private static final Pattern ASSET = Pattern.compile("\"(/assets/[0-9a-f]{12}/[a-z.-]+)\"");
  private static final Pattern ELSEWHERE = Pattern.compile("(?:https?:)?//[a-z0-9]");
  private static final Pattern NAMESPACE = Pattern.compile("http://www\\.w3\\.org/[0-9]+/svg");

  @TempDir Path folder = Path.of(".");

  @Test
  void theListHasEveryFile() throws Exception {
    List<String> listed = Arrays.asList(Files.readString(web().resolve("files")).split("\\s+"));
    try (Stream<Path> files = Files.list(web())) {
      assertThat(files.map(it -> it.getFileName().toString()))
          .filteredOn(name -> !name.equals("files") && !name.equals("index.html"))
          .containsExactlyInAnyOrderElementsOf(listed);
    }
  }

  @Test
  void everyFileOfThePageMayBeKeptForEverAndThePageItselfMayNot() {
    try (PageServer page = PageServer.start(folder, "")) {
      var index = page.get("/");
      assertThat(index.headers().firstValue("Cache-Control")).contains("no-store");
      Matcher asset = ASSET.matcher(index.body());
      int found = 0;
      while (asset.find()) {
        var file = page.get(asset.group(1));
        assertThat(file.statusCode()).as(asset.group(1)).isEqualTo(200);
        assertThat(file.headers().firstValue("Cache-Control"))
            .contains("public, max-age=31536000, immutable");
        found++;
      }
      assertThat(found).isGreaterThan(5);
    }
  }

  @Test
  void theChartsComeFromTheirOwnJar() {
    try (PageServer page = PageServer.start(folder, "")) {
      Matcher asset = ASSET.matcher(page.get("/").body());
      assertThat(asset.find()).isTrue();
      String assets = asset.group(1).substring(0, asset.group(1).lastIndexOf('/'));
      var script = page.get(assets + "/uplot.js");
      assertThat(script.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("application/javascript");
      assertThat(script.body()).contains("export { uPlot as default }");
      assertThat(page.get(assets + "/uplot.css").body()).contains(".uplot");
    }
  }

  @Test
  void noFileNamesAnotherPlace() throws Exception {
    try (Stream<Path> files = Files.list(web())) {
      for (Path file : files.toList()) {
        String text = NAMESPACE.matcher(Files.readString(file)).replaceAll("");
        for (String line : text.split("\n", -1)) {
          if (!line.strip().startsWith("//") && !line.contains("${scheme}://")) {
            assertThat(ELSEWHERE.matcher(line).find()).as("%s: %s", file, line).isFalse();
          }
        }
      }
    }
  }

  private static Path web() throws URISyntaxException, IOException {
    URI index = Objects.requireNonNull(AssetsTest.class.getResource("/web/index.html")).toURI();
    return Objects.requireNonNull(Path.of(index).getParent());
  }
}

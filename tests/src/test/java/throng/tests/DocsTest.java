package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the papers name exists: linked files, class names in the tables, configuration keys. */
class DocsTest {
  private static final Path ROOT = Repository.root();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]+)(?:#[^)]*)?\\)");
  private static final Pattern SOURCE =
      Pattern.compile("`((?:streams|actors|nodes/edge|nodes/gpu|tests)/…/[^`]+)`");
  private static final Pattern KEY =
      Pattern.compile("\\bthrong\\.((?:gpu-node|edge-node)(?:\\.[a-z][a-z-]*)+)");

  static List<Path> papers() throws IOException {
    List<Path> papers = new ArrayList<>();
    for (Path folder : List.of(ROOT, ROOT.resolve("docs"), ROOT.resolve("training"))) {
      try (Stream<Path> files = Files.list(folder)) {
        files.filter(file -> file.toString().endsWith(".md")).forEach(papers::add);
      }
    }
    assertThat(papers).contains(ROOT.resolve("README.md"));
    return papers;
  }

  @ParameterizedTest
  @MethodSource("papers")
  void linkedFilesExist(Path paper) throws IOException {
    for (String link : all(LINK, paper)) {
      assertThat(paper.resolveSibling(link)).as("%s links to %s", paper, link).exists();
    }
  }

  @ParameterizedTest
  @MethodSource("papers")
  void namedPackagesAndClassesExist(Path paper) throws IOException {
    for (String source : all(SOURCE, paper)) {
      String module = source.substring(0, source.indexOf("/…/"));
      String rest = source.substring(module.length() + "/…/".length());
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
        assertThat(files.map(Path::toString))
            .as("%s names %s", paper, source)
            .anyMatch(file -> file.endsWith("/" + rest) || file.endsWith("/" + rest + ".java"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("papers")
  void namedKeysHaveADefault(Path paper) throws IOException {
    Config reference = ConfigFactory.defaultReferenceUnresolved().getConfig("throng");
    for (String key : all(KEY, paper)) {
      assertThat(reference.hasPathOrNull(key)).as("%s names throng.%s", paper, key).isTrue();
    }
  }

  private static List<String> all(Pattern pattern, Path paper) throws IOException {
    List<String> all = new ArrayList<>();
    Matcher matcher = pattern.matcher(Files.readString(paper));
    while (matcher.find()) {
      all.add(matcher.group(1));
    }
    return all;
  }
}

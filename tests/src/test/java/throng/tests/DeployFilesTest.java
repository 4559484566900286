package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The files for containers, as far as they can be looked at without an engine: the rules that
 * linters of them have, and that all they name is there.
 */
class DeployFilesTest {
  private static final Path ROOT = Repository.root();
  private static final Path DEPLOY = ROOT.resolve("docs/deploy");
  private static final String DOCKERFILE = read(DEPLOY.resolve("Dockerfile"));
  private static final String COMPOSE = read(DEPLOY.resolve("compose.yaml"));
  private static final Set<String> KINDS =
      Set.of(
          "FROM",
          "RUN",
          "ENV",
          "WORKDIR",
          "COPY",
          "USER",
          "VOLUME",
          "EXPOSE",
          "ENTRYPOINT",
          "ARG",
          "CMD");

  @Test
  void everyLineIsAnInstruction() {
    assertThat(instructions()).allMatch(it -> KINDS.contains(it.split(" ", 2)[0]));
  }

  @Test
  void anImageIsOfAVersionThatIsSaid() {
    assertThat(of("FROM"))
        .isNotEmpty()
        .allMatch(it -> it.startsWith("base AS ") || it.matches("[a-z]+:[0-9][^ ]* AS base"));
  }

  @Test
  void packagesAreInstalledWithoutQuestionsAndWithoutWhatIsOnlyRecommended() {
    assertThat(of("RUN").stream().filter(it -> it.contains("apt-get install")))
        .isNotEmpty()
        .allMatch(it -> it.contains("apt-get install -y --no-install-recommends"));
    assertThat(DOCKERFILE).contains("rm -rf /var/lib/apt/lists/*").doesNotContain("sudo", "ADD ");
  }

  /** The lists of packages are gone by then: what ours need must be in the image already. */
  @Test
  void theImageHasWhatThePackagesDependOn() {
    String installed = of("RUN").get(0);
    for (String node : List.of("gpu-node", "edge-node")) {
      String control = read(ROOT.resolve("dist/" + node + "/control/control"));
      String depends = first(control, "Depends: (.*)");
      for (String alternatives : depends.split(",", -1)) {
        assertThat(List.of(alternatives.strip().split(" \\| ", -1)))
            .as(node)
            .anyMatch(it -> installed.contains(" " + it));
      }
    }
  }

  @Test
  void eachStageEndsAsAUserWithoutRightsAndStartsAProgramOfItsPackage() throws IOException {
    String[] stages = DOCKERFILE.split("(?m)^FROM ", -1);
    for (String stage : List.of(stages).subList(2, stages.length)) {
      String node = first(stage, "base AS ([a-z-]+)");
      assertThat(all(stage, "(?m)^USER (.*)")).containsExactly("throng");
      assertThat(first(stage, "ENTRYPOINT (.*)"))
          .isEqualTo(
              "[\"throng-%s\", \"--config\", \"/etc/throng/%s.conf\"]".formatted(node, node));
      assertThat(ROOT.resolve("dist/%s/throng-%s".formatted(node, node))).isExecutable();
      assertThat(ROOT.resolve("dist/%s/%s.conf".formatted(node, node))).exists();
      assertThat(first(stage, "COPY (\\S+)")).startsWith("target/dist/throng-" + node + "_");
    }
    assertThat(read(ROOT.resolve("dist/sysusers.conf"))).contains("throng");
  }

  @Test
  void portsAreThoseOfTheSettings() {
    var node = ConfigFactory.defaultReference().getConfig("throng.gpu-node");
    List<String> ports =
        List.of(port(node.getString("listen")), port(node.getString("web.listen")));

    assertThat(of("EXPOSE")).containsExactly(String.join(" ", ports));
    assertThat(all(COMPOSE, "- \"([0-9.:]+)\""))
        .as("only this machine reaches the page")
        .containsExactly("127.0.0.1:%s:%s".formatted(ports.get(1), ports.get(1)));
  }

  private static String port(String address) {
    return address.substring(address.lastIndexOf(':') + 1);
  }

  @Test
  void composeNamesWhatIsThere() {
    for (String target : all(COMPOSE, "target: (\\S+)")) {
      assertThat(of("FROM")).anyMatch(it -> it.endsWith(" AS " + target));
    }
    Path context = DEPLOY.resolve(first(COMPOSE, "context: (\\S+)"));
    assertThat(context.resolve(first(COMPOSE, "dockerfile: (\\S+)"))).exists();
    String declared = COMPOSE.substring(COMPOSE.indexOf("\nvolumes:"));
    assertThat(all(COMPOSE, "- ([a-z-]+):/"))
        .isNotEmpty()
        .allMatch(it -> declared.contains("  " + it + ":"));
    Set<String> keys =
        ConfigFactory.defaultReference().entrySet().stream()
            .map(it -> it.getKey().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"))
            .collect(Collectors.toSet());
    assertThat(all(COMPOSE, "(THRONG_[A-Z_]+):")).isNotEmpty().isSubsetOf(keys);
  }

  @Test
  void noServiceHasMoreRightsThanItNeeds() {
    List<String> services = List.of("gpu-node", "edge-node");
    assertThat(all(COMPOSE, "(?m)^  ([a-z-]+):\\n    build:")).isEqualTo(services);
    for (String line :
        List.of(
            "read_only: true",
            "cap_drop: [ALL]",
            "security_opt: [\"no-new-privileges:true\"]",
            "stop_grace_period: 30s")) {
      assertThat(COMPOSE.split(Pattern.quote("    " + line + "\n"), -1))
          .as(line)
          .hasSize(services.size() + 1);
    }
    assertThat(COMPOSE).doesNotContain("\t", "privileged: true", "\nversion:");
  }

  /** With their continued lines, without comments. */
  private static List<String> instructions() {
    String joined = DOCKERFILE.replaceAll("(?m)^#.*\\n", "").replaceAll("\\\\\\n\\s*", "");
    return joined.lines().filter(it -> !it.isBlank()).toList();
  }

  private static List<String> of(String kind) {
    return instructions().stream()
        .filter(it -> it.startsWith(kind + " "))
        .map(it -> it.substring(kind.length() + 1))
        .toList();
  }

  private static List<String> all(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map(it -> it.group(1)).toList();
  }

  private static String first(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult it) -> it.group(1))
        .findFirst()
        .orElseThrow();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

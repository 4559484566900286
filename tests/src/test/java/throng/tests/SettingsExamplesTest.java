package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import throng.common.settings.NodeKind;
import throng.common.settings.Settings;
import throng.streams.settings.SettingsException;

/** What {@code --print-config} prints of every example says the same as the example. */
class SettingsExamplesTest {
  private static final Path ROOT = Repository.root();
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(?:hocon|conf)\\R(.*?)^```");
  private static final Pattern COMMENTED = Pattern.compile("(?m)^( *)# ([a-z][a-z.-]+ = .*)$");
  private static final String SECRET = "viewer:password@";

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(NodeKind.class)
  void loadsToTheSame(NodeKind node) throws IOException {
    List<String> examples = examples();
    assertThat(examples).hasSizeGreaterThan(1);
    for (String example : examples) {
      Settings before = load(example.replace(SECRET, ""), node);

      Settings after = load(before.print(), node);

      for (String block : blocks(node)) {
        assertThat(after.config().getConfig(block)).isEqualTo(before.config().getConfig(block));
      }
      assertThat(after.print()).isEqualTo(before.print());
    }
  }

  @Test
  void refusesAHiddenSecretByItsLine() throws IOException {
    String printed =
        load(Files.readString(ROOT.resolve("conf/application.conf")), NodeKind.EDGE).print();
    int line = printed.substring(0, printed.indexOf("***")).split("\n", -1).length;

    assertThat(printed).doesNotContain("password");
    assertThatThrownBy(() -> load(printed, NodeKind.EDGE))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(": %d: throng.edge-nodes.lobby.cameras.hall.source holds ***", line);
  }

  /**
   * The repository's settings, the same with all that is commented out in force, the papers'
   * blocks, and each side's defaults.
   */
  private static List<String> examples() throws IOException {
    List<String> examples = new ArrayList<>();
    try (Stream<Path> files = Files.list(ROOT.resolve("conf"))) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        examples.add(text);
        examples.add(COMMENTED.matcher(text).replaceAll("$1$2"));
      }
    }
    for (Path paper : DocsTest.papers()) {
      Matcher block = BLOCK.matcher(Files.readString(paper));
      while (block.find()) {
        examples.add(block.group(1));
      }
    }
    examples.add(
        ConfigFactory.parseString(examples.get(0)).root().render(ConfigRenderOptions.concise()));
    return examples;
  }

  private static List<String> blocks(NodeKind node) {
    return node == NodeKind.EDGE
        ? List.of("throng.edge-node", "throng.edge-nodes")
        : List.of("throng.gpu-node");
  }

  private Settings load(String text, NodeKind node) throws IOException {
    Path file = Files.writeString(folder.resolve("application.conf"), text);
    return Settings.load(Optional.of(file), node);
  }
}

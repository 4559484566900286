package throng.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import throng.common.settings.NodeKind;
import throng.common.settings.Settings;
import throng.streams.tls.LinkIdentity;

/** The settings in force as a file, and a sample of all of them. */
class EdgePrintConfigTest extends EdgeCommandLine {
  @Test
  void printsHowFilesAreKept() {
    EdgeCommand.execute(
        "--camera", "test", "--camera", "test", "--record-every", "1h", "--print-config");

    assertThat(printed()).containsPattern("files \\{\\s+record-every=\"?1h");
  }

  @Test
  void writesASampleWithEverySettingThatChangesNothing() throws IOException {
    String sample = file("new/throng.conf");

    assertThat(EdgeCommand.execute("init", sample)).isZero();

    String text = Files.readString(Path.of(sample));
    Config defaults = Settings.load(Optional.empty(), NodeKind.EDGE).config();
    for (String block : List.of("throng.edge-node", "throng.edge-nodes")) {
      assertThat(
              Settings.load(Optional.of(Path.of(sample)), NodeKind.EDGE).config().getConfig(block))
          .isEqualTo(defaults.getConfig(block));
    }
    defaults
        .getConfig("throng.edge-node")
        .entrySet()
        .forEach(
            key -> assertThat(text).contains("# " + key.getKey().replaceAll("^.*\\.", "") + " = "));
    Path inForce =
        Files.writeString(
            folder.resolve("in-force.conf"),
            text.replaceAll("(?m)^( *)# ([a-z][a-z0-9-]* = .*)$", "$1$2"));
    assertThat(
            Settings.load(Optional.of(inForce), NodeKind.EDGE)
                .config()
                .getConfig("throng.edge-node"))
        .isEqualTo(defaults.getConfig("throng.edge-node"));
    assertThat(EdgeCommand.execute("init", sample)).isEqualTo(2);
    assertThat(printed()).contains("is there already");
  }

  @Test
  void printsTheSettingsInForceWithoutSecrets() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("conf"),
            "throng.edge-node { window = 5, source = \"rtsp://me:secret@camera/1\" }");

    assertThat(
            EdgeCommand.execute("--config", config.toString(), "--quality", "77", "--print-config"))
        .isZero();

    assertThat(printed())
        .contains("window=5")
        .contains("quality=\"77\"")
        .contains("rtsp://***@camera/1")
        .doesNotContain("secret");
  }

  @Test
  void printsTheSettingsInForceForEachCameraOfANode() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("conf"),
            "throng.edge-nodes.lobby.cameras { a { source = test }, b { source = \"0\" } }");
    String[] command = {
      "--config", config.toString(), "--node", "lobby", "--quality", "77", "--print-config"
    };

    assertThat(EdgeCommand.execute(command)).isZero();

    Config printed = ConfigFactory.parseString(printed());
    assertThat(printed.getInt("throng.edge-nodes.lobby.cameras.a.jpeg.quality")).isEqualTo(77);
    assertThat(printed.getInt("throng.edge-nodes.lobby.cameras.b.jpeg.quality")).isEqualTo(77);
    assertThat(printed()).startsWith("# In force, with the settings of " + config);
  }

  @Test
  void printsSeveralCamerasAsAnEdgeNodeThatRunsThem() throws IOException {
    String config =
        Files.writeString(
                folder.resolve("conf"),
                "throng.edge-nodes.lobby { window = 9, cameras.old.source = test }")
            .toString();
    List<String> cameras =
        List.of("--camera", "test", "--camera", "test:people=3", "--camera", pictures());
    List<String> command = new ArrayList<>(cameras);
    command.addAll(List.of("--config", config, "--name", "lobby/door", "--quality", "77"));
    command.add("--print-config");

    assertThat(EdgeCommand.execute(command.toArray(new String[0]))).isZero();

    Path printed = Files.writeString(folder.resolve("printed.conf"), printed());
    assertThat(printed()).contains("# --node lobby runs these cameras.");
    EdgeSettings again =
        EdgeSettings.ofEntry(
            Settings.load(Optional.of(printed), NodeKind.EDGE).config(),
            "lobby",
            ConfigFactory.empty(),
            Path.of(""));
    EdgeSettings before =
        EdgeSettings.ofSources(
            Settings.load(Optional.of(Path.of(config)), NodeKind.EDGE).config(),
            List.of("test", "test:people=3", pictures()),
            Optional.of("lobby/door"),
            ConfigFactory.parseString("jpeg.quality = 77"),
            Path.of(""));
    // What a node holds of its pairing follows its folder, which is compared.
    assertThat(again)
        .usingRecursiveComparison()
        .ignoringFieldsOfTypes(LinkIdentity.class)
        .isEqualTo(before);
    assertThat(again.cameras())
        .extracting(camera -> camera.id().camera())
        .containsExactly("door", "door-2", "door-3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "throng.edge-node.window = 0        | conf: 1: throng.edge-node.window must be",
        "throng.edge-node.max-age = 4       | conf: 1: throng.edge-node.max-age needs a unit: say 4s",
        "throng.edge-node.source = \"no://a\" | conf: 1: no://a starts with no://",
        "throng.edge-node.token-file = none | conf: 1: The token file",
        "throng.edge-node.count = off       | conf: 1: throng.edge-node.count is off",
      })
  void printsNoSettingsThatAStartRefuses(String settings, String sentence) throws IOException {
    Path config = Files.writeString(folder.resolve("conf"), settings);

    assertThat(EdgeCommand.execute("--config", config.toString(), "--print-config")).isEqualTo(2);
    String refused = printed();
    output.reset();
    assertThat(EdgeCommand.execute("--config", config.toString())).isEqualTo(2);

    assertThat(refused).contains(sentence).isEqualTo(printed());
  }

  @Test
  void namesTheOptionThatAStartRefuses() {
    assertThat(EdgeCommand.execute("--quality", "0", "--print-config")).isEqualTo(2);

    assertThat(printed()).startsWith("--quality: throng.edge-node.jpeg.quality must be");
  }
}

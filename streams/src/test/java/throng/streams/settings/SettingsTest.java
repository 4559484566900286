package throng.streams.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("application.conf");
  }

  @Test
  void takesThePropertyBeforeTheVariableBeforeTheFile() throws IOException {
    write("throng.edge-node { window = 3, max-age = 3s, connect-timeout = 3s }");
    Map<String, String> environment =
        Map.of("THRONG_EDGE_NODE_WINDOW", "4", "THRONG_EDGE_NODE_MAX_AGE", "4s");

    Config config = load(environment, Map.of("throng.edge-node.window", "5"));

    assertThat(config.getInt("throng.edge-node.window")).isEqualTo(5);
    assertThat(config.getString("throng.edge-node.max-age")).isEqualTo("4s");
    assertThat(config.getString("throng.edge-node.connect-timeout")).isEqualTo("3s");
  }

  @Test
  void refusesAnUnknownKeyWithFileAndLine() throws IOException {
    write("throng {\n  edge-nodes.lobby {\n    camras { door { source = \"0\" } }\n  }\n}");

    assertThatThrownBy(() -> load(Map.of(), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(file + ": 3")
        .hasMessageContaining("unknown setting throng.edge-nodes.lobby.camras")
        .hasMessageContaining("did you mean cameras?");
  }

  @Test
  void saysThatABraceIsMissing() throws IOException {
    write("throng.edge-node {\n  window = 3\n");

    assertThatThrownBy(() -> load(Map.of(), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(file + ": 3: ")
        .hasMessageEndingWith("a closing brace } is missing.");
  }

  @Test
  void refusesAnUnknownKeyOfACamera() throws IOException {
    write("throng.edge-nodes.lobby.cameras.door { windw = 2 }");

    assertThatThrownBy(() -> load(Map.of(), Map.of()))
        .hasMessageContaining("throng.edge-nodes.lobby.cameras.door.windw, did you mean window?");
  }

  @Test
  void refusesAnUnknownProperty() {
    assertThatThrownBy(
            () ->
                Settings.load(
                    Optional.empty(),
                    NodeKind.EDGE,
                    Map.of(),
                    Map.of("throng.edge-node.windows", "5")))
        .hasMessageContaining("-Dthrong.edge-node.windows: unknown setting");
  }

  @Test
  void leavesTheOtherNodesBlockAlone() throws IOException {
    write("throng { edge-node.not-a-key = 1, edge-nodes.a.cameras.b.source = \"0\" }");

    assertThat(Settings.load(Optional.of(file), NodeKind.GPU, Map.of(), Map.of()).isEmpty())
        .isFalse();
  }

  @Test
  void splitsAListThatIsGivenFromOutside() {
    Config config =
        Settings.load(
            Optional.empty(),
            NodeKind.EDGE,
            Map.of("THRONG_EDGE_NODE_GPU_NODES", "a:1, b:2"),
            Map.of());

    assertThat(config.getStringList("throng.edge-node.gpu-nodes")).isEqualTo(List.of("a:1", "b:2"));
  }

  @Test
  void saysWhatIsNoHocon() throws IOException {
    write("throng {\n  edge-node { window = \n");

    assertThatThrownBy(() -> load(Map.of(), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void masksThePasswordsOfAnAddress() {
    assertThat(Secrets.masked("source = \"rtsp://me:p:w@10.0.0.1/x\""))
        .isEqualTo("source = \"rtsp://me:***@10.0.0.1/x\"");
    assertThat(Secrets.masked("source = \"http://10.0.0.1/x?user=me&PWD=p:w&size=640x480\""))
        .isEqualTo("source = \"http://10.0.0.1/x?user=me&PWD=***&size=640x480\"");
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
  }

  private Config load(Map<String, String> environment, Map<String, String> properties) {
    return Settings.load(Optional.of(file), NodeKind.EDGE, environment, properties);
  }
}

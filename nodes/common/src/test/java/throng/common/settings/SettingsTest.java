package throng.common.settings;

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
import throng.streams.settings.SettingsException;

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

    assertThat(Settings.load(Optional.of(file), NodeKind.GPU, Map.of(), Map.of()).warnings())
        .isEmpty();
  }

  @Test
  void splitsAListThatIsGivenFromOutside() {
    Config config =
        Settings.load(
                Optional.empty(),
                NodeKind.EDGE,
                Map.of("THRONG_EDGE_NODE_GPU_NODES", "a:1, b:2"),
                Map.of())
            .config();

    assertThat(config.getStringList("throng.edge-node.gpu-nodes")).isEqualTo(List.of("a:1", "b:2"));
  }

  @Test
  void saysHowAPathOfWindowsIsWritten() throws IOException {
    write("throng.edge-nodes.a.cameras.b.source = \"C:\\photos\"");

    assertThatThrownBy(() -> load(Map.of(), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            file + ": 1: a backslash in quotes must be doubled: write C:/photos or C:\\\\photos.");
  }

  @Test
  void saysWhatIsNoHocon() throws IOException {
    write("throng {\n  edge-node { window = \n");

    assertThatThrownBy(() -> load(Map.of(), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void refusesAValueInPlaceOfABlock() throws IOException {
    write("throng {\n  edge-node = 3\n}");

    assertThatThrownBy(() -> load(Map.of(), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(file + ": 2: throng.edge-node has type");
  }

  @Test
  void refusesAnEntryThatTheFileHasTwice() throws IOException {
    write("throng.edge-nodes {\n  a { }\n  a { }\n}");

    assertThatThrownBy(() -> load(Map.of(), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(file + ": 3: there is a throng.edge-nodes.a already, at line 2");
  }

  @Test
  void refusesAMaskedValueWithItsLine() throws IOException {
    write("throng.edge-node {\n  source = \"rtsp://***@camera/1\"\n}");

    assertThatThrownBy(() -> load(Map.of(), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(file + ": 2: throng.edge-node.source holds ***");
  }

  @Test
  void setsWhatAnEntryOfTheFileDoesNotSet() throws IOException {
    write("throng.edge-nodes.lobby.cameras.front-door.source = \"0\"");

    Config config =
        load(Map.of("THRONG_EDGE_NODES_LOBBY_CAMERAS_FRONT_DOOR_JPEG_QUALITY", "7"), Map.of());

    assertThat(config.hasPath("throng.edge-nodes.lobby.cameras.front-door.source")).isTrue();
  }

  @Test
  void warnsOfAVariableThatIsNoSettings() {
    Map<String, String> environment =
        Map.of(
            "THRONG_EDGE_NODE_WINDWO", "4",
            "THRONG_LISTEN", "secret",
            "THRONG_GPU_NODE_ANYTHING", "1",
            "THRONG_SERVICE_HOST", "10.0.0.1",
            "THRONG_WEB_SERVICE_PORT_HTTP", "80",
            "THRONG_WEB_PORT", "tcp://10.0.0.1:80",
            "THRONG_WEB_PORT_80_TCP_ADDR", "10.0.0.1",
            "THRONG_EDGE_NODE_WINDOW", "5",
            "THRONGS", "1");

    Settings settings = Settings.load(Optional.empty(), NodeKind.EDGE, environment, Map.of());

    assertThat(settings.warnings())
        .containsExactly(
            "Warning: the environment variable THRONG_EDGE_NODE_WINDWO is no setting's; did you"
                + " mean THRONG_EDGE_NODE_WINDOW?",
            "Warning: the environment variable THRONG_LISTEN is no setting's.");
  }

  @Test
  void printsOneDocumentThatLoadsToTheSame() throws IOException {
    write(
        "throng { edge-node { window = 5, source = \"http://h/a?channel=1\" }, edge-nodes.lobby {"
            + " gpu-nodes = [\"a:1\"], cameras { \"a.b\" { source = \"0\" } } } }");
    Settings before = Settings.load(Optional.of(file), NodeKind.EDGE, Map.of(), Map.of());
    String printed = before.print();

    write(printed);

    Settings after = Settings.load(Optional.of(file), NodeKind.EDGE, Map.of(), Map.of());
    assertThat(after.config().getConfig("throng")).isEqualTo(before.config().getConfig("throng"));
    assertThat(printed).startsWith("# In force, with the settings of " + file + ".\n");
    assertThat(Settings.load(Optional.empty(), NodeKind.GPU, Map.of(), Map.of()).print())
        .startsWith("# In force; there is no file with settings.\nthrong {\n    gpu-node {");
  }

  @Test
  void printsNoSecretOfAnyValue() throws IOException {
    write(
        "throng.edge-node { source = \"rtsp://admin:pa/secret@h/a?sig=secret\" }"
            + "\nthrong.edge-nodes.a { gpu-nodes = [\"legacy://u:secret@h:1\"], cameras {"
            + " b { source = \"http://admin:12345/secret@h/\" } } }");

    String printed = Settings.load(Optional.of(file), NodeKind.EDGE, Map.of(), Map.of()).print();

    assertThat(printed)
        .doesNotContain("secret", "12345", "pa/")
        .contains("\"rtsp://***@h/a?sig=***\"", "\"http://***@h/\"", "\"legacy://***@h:1\"");
  }

  @Test
  void quotesNothingOfAFileThatCannotBeRead() throws IOException {
    write("throng.edge-node {\n  source = \"rtsp://u:se\"cr3t\"x@h/a\n}");

    assertThatThrownBy(() -> load(Map.of(), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(file + ": 2: ")
        .extracting(Throwable::getMessage)
        .asString()
        .doesNotContain("cr3t", "x@h");
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
  }

  private Config load(Map<String, String> environment, Map<String, String> properties) {
    return Settings.load(Optional.of(file), NodeKind.EDGE, environment, properties).config();
  }
}

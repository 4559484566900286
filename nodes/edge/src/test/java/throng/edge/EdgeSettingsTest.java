package throng.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.common.settings.NodeKind;
import throng.common.settings.Settings;
import throng.edge.lan.ViewerSettings;
import throng.streams.frame.CameraId;
import throng.streams.frame.Mode;
import throng.streams.settings.SettingsException;
import throng.streams.testing.Ranges;
import throng.streams.tls.MadeSite;

class EdgeSettingsTest {
  private static final Config NO_ARGUMENTS = ConfigFactory.empty();

  @TempDir Path folder;

  @Test
  void aCameraOverridesItsNodeWhichOverridesTheDefaults() throws IOException {
    Config config =
        config(
            """
            throng {
              edge-node { window = 3, jpeg.quality = 70, jpeg.grey = true }
              edge-nodes.lobby {
                gpu-nodes = ["10.0.0.5:7600", "10.0.0.6:7600"]
                jpeg.quality = 80
                cameras {
                  hall { source = "rtsp://camera/1" }
                  door { source = "0", jpeg.quality = 60, mode = lossless }
                }
              }
            }
            """);

    List<CameraSettings> cameras = entry(config, "lobby", NO_ARGUMENTS).cameras();

    assertThat(cameras)
        .extracting(it -> it.id().toString())
        .containsExactly("lobby/door", "lobby/hall");
    assertThat(cameras).extracting(it -> it.pictures().quality()).containsExactly(60, 80);
    assertThat(cameras).extracting(CameraSettings::mode).containsExactly(Mode.LOSSLESS, Mode.LIVE);
    assertThat(cameras).allMatch(it -> it.pictures().grey() && it.ledger().liveWindow() == 3);
    assertThat(cameras)
        .allMatch(
            it -> it.connection().gpuNodes().equals(List.of("10.0.0.5:7600", "10.0.0.6:7600")));
  }

  @Test
  void theCommandLineOverridesEverything() throws IOException {
    Config config =
        config("throng.edge-nodes.lobby.cameras.door { source = \"0\", jpeg.quality = 60 }");
    Config arguments = ConfigFactory.parseString("jpeg.quality = \"95\"");

    assertThat(entry(config, "lobby", arguments).cameras())
        .extracting(it -> it.pictures().quality())
        .containsExactly(95);
  }

  @Test
  void namesFileAndLineOfAValueOutOfRange() throws IOException {
    Config config =
        config(
            "throng.edge-nodes.lobby.cameras {\n  door {\n    source = 0\n    window = 0\n  }\n}");

    assertThatThrownBy(() -> entry(config, "lobby", NO_ARGUMENTS))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("application.conf: 4: ")
        .hasMessageContaining("window must be from 1 to 65535, and is 0. Its default is 2.");
  }

  @Test
  void namesFileAndLineOfAValueOfTheWrongKind() throws IOException {
    Config config = config("throng.edge-node {\n  max-age = soon\n}");

    assertThatThrownBy(() -> sources(config, List.of("0"), Optional.empty()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("application.conf: 2")
        .hasMessageContaining("max-age");
  }

  @Test
  void namesFileAndLineOfASourceThatIsNotThere() throws IOException {
    Config config = config("throng.edge-nodes.lobby.cameras {\n  door { source = no-such.mp4 }\n}");

    assertThatThrownBy(() -> entry(config, "lobby", NO_ARGUMENTS))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("application.conf: 2: ")
        .hasMessageContaining("no-such.mp4");
  }

  @Test
  void refusesACameraWithoutASource() throws IOException {
    Config config =
        config(
            "throng.edge-nodes.lobby.cameras {\n  door { source = 0 }\n  hall { window = 3 }\n}");

    assertThatThrownBy(() -> entry(config, "lobby", NO_ARGUMENTS))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("application.conf: 3: throng.edge-nodes.lobby.cameras.hall has no")
        .hasMessageEndingWith("source = \"0\".");
  }

  @Test
  void refusesATwinOfACamera() {
    assertThatThrownBy(
            () ->
                config(
                    "throng.edge-nodes.lobby.cameras {\n"
                        + "  door { source = 0 }\n"
                        + "  door { source = 1 }\n"
                        + "}"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(
            "application.conf: 3: there is a throng.edge-nodes.lobby.cameras.door");
  }

  @Test
  void hidesTheSecretOfWhatIsNoName() throws IOException {
    Config config = config("");

    assertThatThrownBy(() -> sources(config, List.of("0"), Optional.of("rtsp://u:secret@h/a")))
        .isInstanceOf(SettingsException.class)
        .extracting(Throwable::getMessage)
        .asString()
        .doesNotContain("secret");
  }

  @Test
  void everyRangeStandsInItsExplanation() {
    int checked =
        Ranges.check(
            "throng.edge-node",
            List.of(
                "throng.edge-node.give-up-after = -1ms",
                "throng.edge-node.jpeg.fps = -1",
                "throng.edge-node.files.record-every = -1ms",
                "throng.edge-node.files.csv-every = -1ms",
                "throng.edge-node.files.counts-every = -1ms",
                "throng.edge-node.files.keep = -1ms",
                "throng.edge-node.files.keep-free = -1 B"),
            config -> {
              EdgeSettings.ofSources(
                  config, List.of("test"), Optional.empty(), NO_ARGUMENTS, folder);
              ViewerSettings.from(EdgeSettings.block(config));
            });

    assertThat(checked).isGreaterThan(60);
  }

  @Test
  void tellsWhichEdgeNodesThereAre() throws IOException {
    Config config = config("throng.edge-nodes { lobby { cameras.door.source = 0 }, hall {} }");

    assertThatThrownBy(() -> entry(config, "loby", NO_ARGUMENTS))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("--node loby")
        .hasMessageContaining("hall, lobby");
    assertThatThrownBy(() -> entry(config, "hall", NO_ARGUMENTS))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("has no cameras");
  }

  @Test
  void namesCamerasSoThatNoTwoAreTheSame() throws IOException {
    List<CameraSettings> cameras =
        sources(config(""), List.of("test", "test", "0"), Optional.of("lobby/door")).cameras();

    assertThat(cameras)
        .extracting(it -> it.id().toString())
        .containsExactly("lobby/door", "lobby/door-2", "lobby/door-3");
  }

  @Test
  void namesACameraAfterItsSource() throws IOException {
    assertThat(sources(config(""), List.of("test"), Optional.empty()).cameras())
        .extracting(it -> it.id().camera())
        .containsExactly("test");
  }

  @Test
  void refusesANameThatCannotBePrintedEverywhere() throws IOException {
    Config config = config("");

    assertThatThrownBy(() -> sources(config, List.of("0"), Optional.of("front door")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("'front door' cannot be a name");
  }

  @Test
  void readsTheTokenFromTheFirstLineOfItsFile() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "  secret\nof the lobby\n");
    Config config = config("throng.edge-node.token-file = \"" + file + "\"");

    assertThat(sources(config, List.of("0"), Optional.empty()).cameras())
        .extracting(CameraSettings::token)
        .containsExactly("secret");
    Files.writeString(file, " \n");
    assertThatThrownBy(() -> sources(config, List.of("0"), Optional.empty()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("application.conf: 1: The token file")
        .hasMessageContaining("holds no token");
  }

  @Test
  void theRepositorysOwnFileIsRight() {
    Path file = Path.of("..", "..", "conf", "application.conf");
    Config config = Settings.load(Optional.of(file), NodeKind.EDGE).config();

    assertThat(entry(config, "lobby", NO_ARGUMENTS).cameras())
        .extracting(it -> it.id().camera())
        .containsExactly("door", "hall");
    assertThat(entry(config, "example", NO_ARGUMENTS).cameras()).hasSize(2);
  }

  private Config config(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("application.conf"), text);
    return Settings.load(Optional.of(file), NodeKind.EDGE).config();
  }

  private EdgeSettings entry(Config config, String node, Config arguments) {
    return EdgeSettings.ofEntry(config, node, arguments, folder);
  }

  private EdgeSettings sources(Config config, List<String> sources, Optional<String> name) {
    return EdgeSettings.ofSources(config, sources, name, NO_ARGUMENTS, folder);
  }

  @Test
  void anEdgeNodeThatIsPairedWhileItRunsIsCalledAsItsCertificateSaysUnlessItWasNamed()
      throws IOException {
    Path pki = Files.createDirectory(folder.resolve("edge-pki"));
    Config config = config("throng.edge-node.tls.folder = \"" + pki + "\"");
    CameraSettings unnamed = sources(config, List.of("test"), Optional.of("door")).cameras().get(0);
    CameraSettings named =
        sources(config, List.of("test"), Optional.of("pi/door")).cameras().get(0);
    assertThat(unnamed.idAtGpuNodes()).isEqualTo(unnamed.id());

    Path made = MadeSite.in(folder).edge("lobby");
    for (String file : List.of("ca.crt", "node.key", "node.crt")) {
      Files.copy(made.resolve(file), pki.resolve(file));
    }
    unnamed.connection().identity().look();
    named.connection().identity().look();

    assertThat(unnamed.idAtGpuNodes()).isEqualTo(new CameraId("lobby", "door"));
    assertThat(named.idAtGpuNodes()).isEqualTo(new CameraId("pi", "door"));
  }

  @Test
  void refusesAGpuNodeThatCannotEncryptOnceItIsPaired() throws IOException {
    Path pki = MadeSite.in(folder).edge("lobby");
    Config config =
        config(
            """
            throng.edge-node {
              tls.folder = "%s"
              gpu-nodes = ["10.0.0.5:7600", "legacy://10.0.0.9:7600"]
            }
            """
                .formatted(pki));

    assertThatThrownBy(() -> sources(config, List.of("test"), Optional.empty()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("application.conf: 3: what is sent to legacy://10.0.0.9:7600 cannot")
        .hasMessageContaining("take it out of gpu-nodes, or set throng.edge-node.tls.mode = off");
    Config off = ConfigFactory.parseString("tls.mode = off");
    List<String> test = List.of("test");
    assertThat(EdgeSettings.ofSources(config, test, Optional.empty(), off, folder).cameras())
        .hasSize(1);
  }
}

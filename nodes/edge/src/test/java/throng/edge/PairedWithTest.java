package throng.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import throng.common.settings.NodeKind;
import throng.common.settings.Settings;
import throng.streams.tls.MadeSite;

/** Where an edge node connects that was paired. */
class PairedWithTest {
  private static final Config NO_ARGUMENTS = ConfigFactory.empty();
  private static final String PLACE = "10.0.0.5:7600";

  @TempDir static Path folder;
  private static Path pki;

  @BeforeAll
  static void pair() throws IOException {
    pki = MadeSite.in(folder).edge("lobby");
    Files.writeString(pki.resolve("paired-with"), PLACE + "\n");
  }

  private static Config config(String text) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("application.conf"),
            "throng.edge-node.tls.folder = \"" + pki + "\"\n" + text);
    return Settings.load(Optional.of(file), NodeKind.EDGE).config();
  }

  private static CameraSettings camera(Config config, Config arguments) {
    Config all = PairedWith.over(config, Optional.empty(), arguments);
    return EdgeSettings.ofSources(all, List.of("test"), Optional.empty(), arguments, folder)
        .cameras()
        .get(0);
  }

  @Test
  void isTheGpuNodeWithWhichItWasPairedWhereNobodyNamesOne() throws IOException {
    CameraSettings camera = camera(config(""), NO_ARGUMENTS);

    assertThat(camera.connection().gpuNodes()).containsExactly(PLACE);
    assertThat(camera.isSentWherePaired()).isTrue();
  }

  @Test
  void isWhatTheSettingsSay() throws IOException {
    Config config = config("throng.edge-node.gpu-nodes = [\"127.0.0.1:7600\"]");

    CameraSettings camera = camera(config, NO_ARGUMENTS);

    assertThat(camera.connection().gpuNodes()).containsExactly("127.0.0.1:7600");
    assertThat(camera.isSentWherePaired()).isFalse();
  }

  @Test
  void isWhatTheCommandLineSays() throws IOException {
    Config arguments = ConfigFactory.parseString("gpu-nodes = [\"10.0.0.6:7600\"]");

    CameraSettings camera = camera(config(""), arguments);

    assertThat(camera.connection().gpuNodes()).containsExactly("10.0.0.6:7600");
    assertThat(camera.isSentWherePaired()).isFalse();
  }

  @Test
  void isWhatTheEntryOfAnEdgeNodeSays() throws IOException {
    Config config =
        config(
            """
            throng.edge-nodes {
              lobby { gpu-nodes = ["10.0.0.6:7600"], cameras.door.source = test }
              hall { cameras.door.source = test }
            }
            """);

    assertThat(entry(config, "lobby").connection().gpuNodes()).containsExactly("10.0.0.6:7600");
    assertThat(entry(config, "hall").connection().gpuNodes()).containsExactly(PLACE);
  }

  private static CameraSettings entry(Config config, String node) {
    Config all = PairedWith.over(config, Optional.of(node), NO_ARGUMENTS);
    return EdgeSettings.ofEntry(all, node, NO_ARGUMENTS, folder).cameras().get(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tls.mode = off", "tls.folder = no-such-folder"})
  void isTheBuiltInOneWhereNothingIsEncrypted(String said) throws IOException {
    CameraSettings camera = camera(config(""), ConfigFactory.parseString(said));

    assertThat(camera.connection().gpuNodes()).containsExactly("127.0.0.1:7600");
    assertThat(camera.isSentWherePaired()).isFalse();
  }
}

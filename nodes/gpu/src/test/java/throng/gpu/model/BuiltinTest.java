package throng.gpu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import throng.streams.settings.SettingsException;

/** The networks that are in the program. */
class BuiltinTest {
  private static final Path SOURCES = Path.of("..", "..", "models");

  static List<String> networks() {
    return Builtin.NETWORKS;
  }

  @Test
  void everyNetworkOfTheSourcesIsEmbedded() throws IOException {
    try (Stream<Path> folders = Files.list(SOURCES)) {
      List<String> names =
          folders.filter(Files::isDirectory).map(f -> f.getFileName().toString()).toList();

      assertThat(Builtin.NETWORKS).containsExactlyInAnyOrderElementsOf(names);
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void countsTheGoldenPicturesAsItsTrainingCodeDid(String name) {
    Models.prepare();
    ModelFolder folder = Builtin.folder("builtin:" + name);

    assertThat(folder.conf().name()).isEqualTo(name);
    assertThat(folder.golden().pictures()).hasSize(3);
    try (OnnxModel model =
            OnnxModel.load(folder, List.of(Device.CPU), Networks.settings("builtin"));
        OnnxDensityModel worker = model.openAlone()) {
      assertThat(folder.golden().deviation(worker, name)).isLessThan(0.02);
    }
  }

  @Test
  void namesThoseThatThereAreWhereThereIsNone() {
    assertThatThrownBy(() -> Models.folder("builtin:crowd-xl"))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("builtin:crowd-xl is not embedded here; there are builtin, ")
        .hasMessageContaining("builtin:crowd-s-int8");
  }

  @Test
  void aNameThatIsGivenIsTakenAndNothingIsTried() {
    Models.prepare();
    try (OnnxModel opened = (OnnxModel) Models.open(Networks.settings("builtin:crowd-s")).model()) {
      assertThat(opened.name()).isEqualTo("crowd-s");
    }
  }
}

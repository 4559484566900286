package throng.gpu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import throng.streams.settings.Block;

/** The networks that settings name. */
class NamedModelsTest {
  private static Block node(String settings) {
    return Block.of(
        "throng.gpu-node",
        ConfigFactory.parseString("throng.gpu-node { " + settings + " }")
            .withFallback(ConfigFactory.load()));
  }

  @Test
  void modelIsOneBesideTheOthersOrOneOfThem() {
    NamedModels beside = NamedModels.from(node("model = constant, models { a = builtin }"));
    NamedModels among =
        NamedModels.from(node("model = a, models { a = constant, b = \"builtin:crowd-s\" }"));

    assertThat(beside.standard()).isEqualTo("default");
    assertThat(beside.byName().keySet()).containsExactlyInAnyOrder("default", "a");
    assertThat(beside.first().model().text()).isEqualTo("constant");
    assertThat(among.standard()).isEqualTo("a");
    assertThat(among.byName().keySet()).containsExactlyInAnyOrder("a", "b");
    assertThat(among.first().model().text()).isEqualTo("constant");
  }

  @Test
  void refusesNamesThatAreNone() {
    assertThatThrownBy(() -> NamedModels.from(node("models { \"../x\" = builtin }")))
        .hasMessageContaining("throng.gpu-node.models must give names");
    assertThatThrownBy(() -> NamedModels.from(node("models { default = builtin }")))
        .hasMessageContaining("must name no network \"default\"");
  }
}

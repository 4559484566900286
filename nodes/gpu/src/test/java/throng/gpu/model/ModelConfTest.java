package throng.gpu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import throng.actors.inference.TensorSize;
import throng.streams.settings.SettingsException;

class ModelConfTest {
  private static final String GOOD =
      """
      name = square
      version = "2"
      max-batch = 8
      input {
        name = image
        layout = NHWC
        type = float32
        colour = rgb
        mean = [128]
        deviation = [1, 2, 3]
        multiple = 16
        largest-side = 1000
        overlap = 64
        size = any
      }
      output { name = density
        divisor = 100
      }
      measured { parameters = 667521, part-a = 66.0, part-b = unknown }
      """;

  @Test
  void readsEveryKey() {
    ModelConf conf = ModelConf.parse(GOOD, "model.conf");

    assertThat(conf.name()).isEqualTo("square");
    assertThat(conf.version()).isEqualTo("2");
    assertThat(conf.maxBatch()).isEqualTo(8);
    assertThat(conf.output()).isEqualTo("density");
    assertThat(conf.divisor()).isEqualTo(100);
    assertThat(conf.input().mean()).containsExactly(128.0, 128.0, 128.0);
    assertThat(conf.input().deviation()).containsExactly(1.0, 2.0, 3.0);
    assertThat(conf.input().tileSide()).isEqualTo(992);
    assertThat(conf.input().size()).isEmpty();
    assertThat(conf.measured())
        .isEqualTo(new Measured(Optional.of(667_521L), Optional.of(66.0), Optional.empty()));
  }

  @Test
  void needsOnlyWhatCannotBeGuessed() {
    ModelConf conf =
        ModelConf.parse(
            "name = x, input { name = i, layout = NCHW, type = uint8, colour = GREY },"
                + " output.name = o",
            "model.conf");

    assertThat(conf.maxBatch()).isEqualTo(16);
    assertThat(conf.divisor()).isEqualTo(1);
    assertThat(conf.input().deviation()).containsExactly(1.0);
  }

  @Test
  void takesTheOneSizeOfANetwork() {
    ModelConf conf = ModelConf.parse(GOOD.replace("size = any", "size = 640x480"), "model.conf");

    assertThat(conf.input().size()).isEqualTo(Optional.of(new TensorSize(480, 640)));
    assertThat(conf.input().tensorSize(1280, 960)).isEqualTo(new TensorSize(480, 640));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "layout = NHWC     | layout = NHCW      | model.conf: 6: input.layout must be one of NHWC,"
            + " NCHW",
        "type = float32    | type = int8        | model.conf: 7: input.type must be one of uint8,"
            + " float32",
        "colour = rgb      | colour = red       | model.conf: 8: input.colour must be one of RGB,"
            + " BGR, GREY",
        "mean = [128]      | mean = [1, 2]      | model.conf: 9: input.mean must hold one number,"
            + " or one a",
        "[1, 2, 3]         | [1, 0, 3]          | model.conf: 10: input.deviation must not be 0",
        "multiple = 16     | multiple = 0       | model.conf: 11: input.multiple must be from 1 to"
            + " 1024, and is 0",
        "multiple = 16     | multiple = many    | model.conf: 11: input.multiple must be a whole"
            + " number from",
        "largest-side      | largest-sid        | model.conf: 12: unknown setting"
            + " input.largest-sid, did",
        "overlap = 64      | overlap = 500      | model.conf: 13: input.overlap must be at most"
            + " half",
        "size = any        | size = big         | model.conf: 14: input.size must be a width and"
            + " height",
        "size = any        | size = 640x470     | model.conf: 14: input.size must be a multiple of",
        "divisor = 100     | divisor = 0        | model.conf: 17: output.divisor must be from"
            + " 0.000001 to 1000000",
        "max-batch = 8     | max-batch = 0      | model.conf: 3: max-batch must be from 1 to 1024,"
            + " and is 0. Its default is 16.",
        "name = square     | nick = square      | model.conf: 1: unknown setting nick; allowed",
        "name = square     | ''                 | model.conf: name is missing",
        "name = square     | name = {           | model.conf: ",
      })
  void refusesWhatIsWrongWithFileLineAndKey(String line, String changed, String message) {
    assertThatThrownBy(() -> ModelConf.parse(GOOD.replace(line, changed), "model.conf"))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(message)
        .hasMessageMatching("(?s).*[.?]");
  }
}

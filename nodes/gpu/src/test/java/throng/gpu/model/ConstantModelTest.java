package throng.gpu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import throng.actors.inference.DecodedPicture;
import throng.actors.inference.Density;
import throng.actors.inference.DensityModel;
import throng.actors.inference.ServedModel;
import throng.actors.inference.UndecodableException;
import throng.streams.settings.SettingsException;

class ConstantModelTest {

  @Test
  void answersEveryPictureWithTheSameMap() throws UndecodableException {
    try (ServedModel model = open("constant:rows=3,columns=4,value=0.5,max-batch=2");
        DensityModel worker = model.open(0);
        DecodedPicture picture = model.decoder().decode(Jpegs.jpeg(33, 17))) {

      List<Density> answers = worker.infer(List.of(picture, picture));

      assertThat(model.maxBatch()).isEqualTo(2);
      assertThat(answers).hasSize(2);
      assertThat(answers.get(1).rows()).isEqualTo(3);
      assertThat(answers.get(1).columns()).isEqualTo(4);
      assertThat(answers.get(1).values()).hasSize(12).containsOnly(0.5f);
    }
  }

  @Test
  void sleepsAsLongAsADeviceWouldWork() throws UndecodableException {
    try (ServedModel model = open("constant:latency=20ms");
        DensityModel worker = model.open(0);
        DecodedPicture picture = model.decoder().decode(Jpegs.jpeg(16, 16))) {
      long start = System.nanoTime();

      worker.infer(List.of(picture));

      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(20_000_000L);
    }
  }

  @Test
  void playsSeveralDevicesOfUnequalSpeed() throws UndecodableException {
    try (ServedModel model = open("constant:latency=0ms/20ms");
        DensityModel quick = model.open(0);
        DensityModel slow = model.open(1);
        DecodedPicture picture = model.decoder().decode(Jpegs.jpeg(16, 16))) {
      assertThat(model.devices()).containsExactly("constant:0", "constant:1");
      long start = System.nanoTime();

      quick.infer(List.of(picture));
      slow.infer(List.of(picture));

      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(20_000_000L);
    }
  }

  @Test
  void isOneDeviceWhereOneLatencyIsGiven() {
    try (ServedModel model = open("constant:latency=5ms")) {
      assertThat(model.devices()).containsExactly("cpu");
    }
  }

  @Test
  void stillRefusesWhatIsNoPicture() {
    try (ServedModel model = open("constant")) {
      assertThatThrownBy(() -> model.decoder().decode(akka.util.ByteString.fromString("no")))
          .isInstanceOf(UndecodableException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "constant:rows=0",
        "constant:rows=many",
        "constant:speed=3",
        "constant:max-batch=0",
        "constant:latency=-1ms",
        "constant:latency=5ms/",
        "constant:latency=5ms/many",
        "constant:rows"
      })
  void refusesParametersThatMakeNoSense(String model) {
    assertThatThrownBy(() -> open(model))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("constant");
  }

  private static ServedModel open(String model) {
    return Models.open(Networks.settings(model)).model();
  }
}

package throng.gpu.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import throng.actors.inference.DecodedPicture;
import throng.actors.inference.Density;
import throng.actors.inference.DensityModel;
import throng.actors.inference.PictureDecoder;
import throng.actors.inference.ServedModel;
import throng.actors.inference.TensorSize;
import throng.streams.settings.SettingsException;

/** Which densities are a count of people. */
class ModelProofTest {
  /** Gives the same density of any picture. */
  private record Network(ServedModel decoding, Density density) implements ServedModel {
    @Override
    public String name() {
      return "same";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public int maxBatch() {
      return 1;
    }

    @Override
    public boolean takesAnyBatch() {
      return false;
    }

    @Override
    public List<String> devices() {
      return decoding.devices();
    }

    @Override
    public PictureDecoder decoder() {
      return decoding.decoder();
    }

    @Override
    public DensityModel open(int worker) {
      return new Worker(density);
    }

    @Override
    public void close() {
      decoding.close();
    }
  }

  private record Worker(Density density) implements DensityModel {
    @Override
    public List<Density> infer(List<? extends DecodedPicture> batch) {
      return Collections.nCopies(batch.size(), density);
    }

    @Override
    public void warm(TensorSize size, int batch) {}

    @Override
    public void close() {}
  }

  @BeforeAll
  static void prepare() {
    Models.prepare();
  }

  @Test
  void takesADensityThatIsALittleBelowNobodyInPlaces() {
    assertThatCode(() -> prove(0, 0)).doesNotThrowAnyException();
    assertThatCode(() -> prove(0.25f, -0.5f, -0.25f)).doesNotThrowAnyException();
    assertThatCode(() -> prove(500, -5)).doesNotThrowAnyException();
  }

  @Test
  void refusesADensityWhoseSumHidesWhatIsFarBelowNobody() {
    refuses(3, -2);
    refuses(500, -10);
    refuses(1e9f, -1e9f);
  }

  @Test
  void refusesACellThatIsNoNumber() {
    refuses(1, Float.NaN);
    refuses(1, Float.POSITIVE_INFINITY);
  }

  private static void refuses(float... cells) {
    assertThatThrownBy(() -> prove(cells))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(
            "same gives no count of people for a picture of 640 x 480 that is grey");
  }

  private static void prove(float... cells) {
    try (ServedModel network =
        new Network(
            Models.open(Networks.settings("constant")).model(),
            new Density(1, cells.length, cells))) {
      ModelProof.of(network, List.of());
    }
  }
}

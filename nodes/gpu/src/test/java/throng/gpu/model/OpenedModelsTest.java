package throng.gpu.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import throng.actors.inference.DecodedPicture;
import throng.actors.inference.ServedModel;
import throng.actors.inference.UndecodableException;
import throng.streams.settings.Block;

class OpenedModelsTest {
  private static final long MOST = 2 << 20;
  private static final long PICTURE = 640 * 480 * 3;

  private final NamedModels models =
      NamedModels.from(
          Block.of(
              "throng.gpu-node",
              ConfigFactory.parseString(
                      "throng.gpu-node { model = constant, models { a = constant, b = constant },"
                          + " idle-picture-memory = 2 MiB }")
                  .withFallback(ConfigFactory.load())));

  @Test
  void keepNoMoreForPicturesToComeTogetherThanTheNodeMay() throws UndecodableException {
    try (OpenedModels opened = OpenedModels.open(models);
        ServedModel later = opened.openBeside(models.first()).model()) {
      List<ServedModel> all = new ArrayList<>(List.of(later));
      opened.byName().values().forEach(it -> all.add(it.model()));

      for (ServedModel one : all) {
        decode(one, 2);
      }

      assertThat(all).hasSize(4);
      assertThat(opened.idleBytes()).isBetween(PICTURE, MOST);
    }
  }

  @Test
  void whatOneLeavesAnotherTakes() throws UndecodableException {
    try (OpenedModels opened = OpenedModels.open(models)) {
      decode(model(opened, "a"), 1);
      long kept = opened.idleBytes();
      decode(model(opened, "b"), 1);
      assertThat(opened.idleBytes()).isEqualTo(kept);

      model(opened, "a").close();
      model(opened, "a").close();
      assertThat(opened.idleBytes()).isEqualTo(kept);
    }
  }

  private static ServedModel model(OpenedModels opened, String name) {
    return Objects.requireNonNull(opened.byName().get(name)).model();
  }

  @Test
  void keepNothingOnceAllAreClosed() throws UndecodableException {
    OpenedModels opened = OpenedModels.open(models);
    decode(opened.first().model(), 1);
    DecodedPicture late = opened.first().model().decoder().decode(Jpegs.jpeg(640, 480));

    opened.close();
    late.close();

    assertThat(opened.idleBytes()).isZero();
  }

  private static void decode(ServedModel model, int pictures) throws UndecodableException {
    List<DecodedPicture> decoded = new ArrayList<>();
    for (int i = 0; i < pictures; i++) {
      decoded.add(model.decoder().decode(Jpegs.jpeg(640, 480)));
    }
    decoded.forEach(DecodedPicture::close);
  }
}

package throng.gpu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import throng.actors.inference.DecodedPicture;
import throng.actors.inference.Density;
import throng.actors.inference.DensityModel;
import throng.actors.inference.TensorSize;
import throng.streams.settings.SettingsException;

/** The embedded network's answers against those that its training code saved with it. */
class GoldenTest {
  private static final Path FOLDER = Path.of("..", "..", "models", "crowd-s");

  @Test
  void theEmbeddedNetworkAnswersAsItsTrainingCodeDid() throws IOException {
    List<Path> pictures = pictures();
    Models.prepare();
    OnnxModel model =
        OnnxModel.load(ModelFolder.read(FOLDER), List.of(Device.CPU), Networks.settings("builtin"));
    try (model;
        DensityModel worker = model.open(0);
        PicturePool pool = new PicturePool(1 << 20)) {
      for (Path file : pictures) {
        check(file, worker, pool);
      }
    }
  }

  @Test
  void comparesWithAFewPeopleWhereThereIsNobodyInThePictures() throws IOException {
    byte[] png = Files.readAllBytes(pictures().get(0));
    Models.prepare();
    Golden nobody = new Golden(List.of(new Golden.Picture(png, 0)));

    assertThat(nobody.deviation(answering(0.05f, 0.05f), "new")).isCloseTo(0.01, within(1e-6));
    assertThat(nobody.deviation(answering(0, 0), "new")).isZero();
  }

  @Test
  void takesNoCellForRightThatHoldsLessThanNobody() throws IOException {
    byte[] png = Files.readAllBytes(pictures().get(0));
    Models.prepare();
    Golden golden = new Golden(List.of(new Golden.Picture(png, 4)));

    assertThat(golden.deviation(answering(4.0005f, -0.0005f), "new")).isLessThan(0.001);
    assertThat(golden.deviation(answering(5, -1), "new")).isCloseTo(0.1, within(1e-6));
    assertThatThrownBy(() -> golden.deviation(answering(5, Float.NaN), "new"))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("new is wrong on its golden pictures");
  }

  /** A network that finds these in whatever it is shown. */
  private static DensityModel answering(float... cells) {
    return new DensityModel() {
      @Override
      public List<Density> infer(List<? extends DecodedPicture> pictures) {
        return List.of(new Density(1, cells.length, cells));
      }

      @Override
      public void warm(TensorSize size, int batch) {}

      @Override
      public void close() {}
    };
  }

  private static void check(Path file, DensityModel worker, PicturePool pool) throws IOException {
    List<String> expected = Files.readAllLines(Path.of(file.toString().replace(".png", ".txt")));
    try (NativePicture picture = load(ImageIO.read(file.toFile()), pool)) {
      Density density = worker.infer(List.of(picture)).get(0);

      assertThat(density.rows() + " " + density.columns()).isEqualTo(expected.get(0));
      for (int row = 0; row < density.rows(); row++) {
        String[] values = expected.get(row + 1).trim().split(" ");
        for (int column = 0; column < density.columns(); column++) {
          float value = density.values()[row * density.columns() + column];
          assertThat(value)
              .as("%s, row %d, column %d", file.getFileName(), row, column)
              .isCloseTo(Float.parseFloat(values[column]), within(1e-3f));
        }
      }
    }
  }

  private static List<Path> pictures() throws IOException {
    Path golden = FOLDER.resolve("golden");
    Assumptions.assumeTrue(
        Files.isDirectory(golden), "models/crowd-s/golden is missing: nothing to compare with");
    try (Stream<Path> files = Files.list(golden)) {
      List<Path> pictures = files.filter(file -> file.toString().endsWith(".png")).toList();
      assertThat(pictures).isNotEmpty();
      return pictures;
    }
  }

  private static NativePicture load(BufferedImage image, PicturePool pool) {
    TensorSize size = new TensorSize(image.getHeight(), image.getWidth());
    NativePicture picture = pool.take(size, 3 * size.pixels());
    ByteBuffer pixels = picture.pixels();
    for (int i = 0; i < size.pixels(); i++) {
      for (int channel = 0; channel < 3; channel++) {
        int x = i % size.width();
        int y = i / size.width();
        pixels.put(3 * i + channel, (byte) Jpegs.channel(image, x, y, channel));
      }
    }
    return picture;
  }
}

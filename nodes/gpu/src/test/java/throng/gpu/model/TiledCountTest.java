package throng.gpu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import throng.actors.inference.Density;
import throng.actors.inference.DensityModel;
import throng.actors.inference.TensorSize;

/** The embedded network's count of a large picture, in one run and in the smallest tiles. */
class TiledCountTest {
  private static final Path FOLDER = Path.of("..", "..", "models", "crowd-s");
  private static final int SMALLEST = 640;
  private static final int WIDTH = 1600;
  private static final int HEIGHT = 1216;

  @Test
  void agreesWithinOnePerCent() throws IOException {
    Assumptions.assumeTrue(
        Files.isDirectory(FOLDER.resolve("golden")), "models/crowd-s/golden is missing");
    Models.prepare();
    ModelFolder folder = ModelFolder.read(FOLDER);
    InputConf input = folder.conf().input();
    OnnxSession session = OnnxSession.open(folder, 0, Device.CPU, 2, Networks.settings("builtin"));
    try (PicturePool pool = new PicturePool(1 << 20);
        DensityModel network = new OnnxDensityModel(folder.conf(), session, false, pool);
        NativePicture picture = load(street(), pool)) {
      Density whole = network.infer(List.of(picture)).get(0);

      Tiling tiling = Tiling.of(picture.tensorSize(), SMALLEST, input.overlap(), input.multiple());
      Density tiled = network.inferWhole(new TiledPicture(picture, tiling, input, pool));

      assertThat(tiling.tiles()).isGreaterThan(8);
      assertThat(tiled.rows()).isEqualTo(whole.rows());
      assertThat(tiled.columns()).isEqualTo(whole.columns());
      assertThat(sum(whole)).isGreaterThan(50);
      assertThat(sum(tiled)).isCloseTo(sum(whole), within(0.01 * sum(whole)));
    }
  }

  /** Groups of people at several sizes all over a street. */
  private static BufferedImage street() throws IOException {
    BufferedImage crowd = ImageIO.read(golden("crowd.png"));
    BufferedImage empty = ImageIO.read(golden("street.png"));
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D pen = picture.createGraphics();
    pen.drawImage(empty, 0, 0, WIDTH, HEIGHT, null);
    for (int place = 0; place < 30; place++) {
      int width = crowd.getWidth() * (2 + place % 3) / 2;
      int height = crowd.getHeight() * (2 + place % 3) / 2;
      int x = place * 487 % (WIDTH - width);
      int y = place * 331 % (HEIGHT - height);
      pen.drawImage(crowd, x, y, width, height, null);
    }
    pen.dispose();
    return picture;
  }

  private static File golden(String name) {
    return FOLDER.resolve("golden").resolve(name).toFile();
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

  private static double sum(Density density) {
    double sum = 0;
    for (float value : density.values()) {
      sum += value;
    }
    return sum;
  }
}

package throng.tests;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Folders of small JPEG pictures, all different. */
final class Photographs {
  private Photographs() {}

  /** {@code count} pictures, {@code picture0.jpg} onwards, of this size. */
  static Path folder(Path folder, int count, int width, int height) throws IOException {
    Files.createDirectories(folder);
    Random random = new Random(7);
    for (int i = 0; i < count; i++) {
      ImageIO.write(
          picture(random, width, height), "jpg", folder.resolve("picture" + i + ".jpg").toFile());
    }
    return folder;
  }

  /** The same in grey, as one-channel JPEG. */
  static Path greyFolder(Path folder, int count, int width, int height) throws IOException {
    Files.createDirectories(folder);
    Random random = new Random(7);
    for (int i = 0; i < count; i++) {
      BufferedImage grey = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
      Graphics2D graphics = grey.createGraphics();
      graphics.drawImage(picture(random, width, height), 0, 0, null);
      graphics.dispose();
      ImageIO.write(grey, "jpg", folder.resolve("picture" + i + ".jpg").toFile());
    }
    return folder;
  }

  private static BufferedImage picture(Random random, int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = picture.createGraphics();
    for (int i = 0; i < 20; i++) {
      graphics.setColor(new Color(random.nextInt(0x1000000)));
      graphics.fillOval(random.nextInt(width), random.nextInt(height), width / 8, height / 8);
    }
    graphics.dispose();
    return picture;
  }
}

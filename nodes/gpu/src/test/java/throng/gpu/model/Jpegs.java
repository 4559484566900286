package throng.gpu.model;

import akka.util.ByteString;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Pictures for the tests, drawn, encoded and decoded by the JDK alone. */
final class Jpegs {
  private Jpegs() {}

  /** A picture with colour gradients and a pattern of edges. */
  static BufferedImage draw(int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int red = 255 * x / width;
        int green = 255 * y / height;
        int blue = (x / 24 + y / 40) % 2 == 0 ? 60 : 200;
        picture.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    }
    return picture;
  }

  static ByteString encode(BufferedImage picture) {
    return encode(picture, "jpeg");
  }

  static ByteString encode(BufferedImage picture, String format) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      if (!ImageIO.write(picture, format, out)) {
        throw new IllegalStateException("the JDK cannot encode this picture");
      }
      return ByteString.fromArray(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ByteString jpeg(int width, int height) {
    return encode(draw(width, height));
  }

  /** Decodes with the JDK's own codec. */
  static BufferedImage decode(ByteString jpeg) {
    try {
      return ImageIO.read(new ByteArrayInputStream(jpeg.toArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A channel of a pixel: 0 red, 1 green, 2 blue. */
  static int channel(BufferedImage picture, int x, int y, int channel) {
    return picture.getRGB(x, y) >> (16 - 8 * channel) & 0xFF;
  }
}

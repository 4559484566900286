package throng.bench;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * JPEGs of 640 x 480 pixels at quality 90, in three equal channels as the old client sends them.
 */
final class TransferPictures {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final float QUALITY = 0.9f;

  private TransferPictures() {}

  static List<byte[]> make(int count) throws IOException {
    Random random = new Random(7);
    List<byte[]> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pictures.add(jpeg(picture(random)));
    }
    return pictures;
  }

  private static BufferedImage picture(Random random) {
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(Color.GRAY);
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    for (int i = 0; i < 400; i++) {
      int grey = random.nextInt(256);
      graphics.setColor(new Color(grey, grey, grey));
      int size = 6 + random.nextInt(24);
      graphics.fillOval(random.nextInt(WIDTH), random.nextInt(HEIGHT), size, 2 * size);
    }
    graphics.dispose();
    return picture;
  }

  private static byte[] jpeg(BufferedImage picture) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam quality = writer.getDefaultWriteParam();
      quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      quality.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), quality);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}

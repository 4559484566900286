package throng.edge.output.window;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;

/** The program's icon: three people on the colours of a density map. */
final class Icon {
  private static final int[] SIZES = {16, 32, 48, 128};
  private static final Color GROUND = new Color(0x2c1160);
  private static final Color MIDDLE = new Color(0xf79c26);
  private static final Color SIDE = new Color(0xc8404f);

  private Icon() {}

  /** At the sizes that desktops ask for. */
  static List<Image> images() {
    return IntStream.of(SIZES).<Image>mapToObj(Icon::image).toList();
  }

  private static BufferedImage image(int size) {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.scale(size / 16.0, size / 16.0);
    graphics.setColor(GROUND);
    graphics.fillRoundRect(0, 0, 16, 16, 4, 4);
    person(graphics, SIDE, 1, 5);
    person(graphics, SIDE, 10, 5);
    person(graphics, MIDDLE, 5, 3);
    graphics.dispose();
    return image;
  }

  private static void person(Graphics2D graphics, Color colour, int left, int top) {
    graphics.setColor(colour);
    graphics.fillOval(left + 1, top, 4, 4);
    graphics.fillArc(left, top + 4, 6, 12, 0, 180);
  }
}

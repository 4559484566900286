package throng.edge.output.window;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.List;

/**
 * What colours stand for: a strip of them with numbers below.
 *
 * @param unit of the numbers
 * @param shortUnit the same where there is little room
 * @param colours along the strip, as red, green and blue in an int
 */
public record Legend(String unit, String shortUnit, List<Integer> colours, List<Mark> marks) {
  private static final int LONGEST = 420;
  private static final int PARTS_OF_WIDTH = 2;

  /**
   * A number.
   *
   * @param place from 0 to 1, along the strip
   */
  public record Mark(double place, String label) {}

  /** How high it is. */
  static int height(FontMetrics font) {
    return font.getHeight() + font.getHeight() / 2 + 6;
  }

  /** Paints it at the bottom right of a window that is so wide. */
  void paint(Graphics2D graphics, Font font, int width, int top) {
    graphics.setFont(font);
    FontMetrics metrics = graphics.getFontMetrics();
    int gap = metrics.getHeight() / 2;
    int length = Math.min(LONGEST, width / PARTS_OF_WIDTH);
    int left = width - length - 2 * gap;
    int strip = metrics.getHeight() / 2;
    for (int x = 0; x < length; x++) {
      graphics.setColor(new Color(colours.get(x * colours.size() / length)));
      graphics.fillRect(left + x, top + 3, 1, strip);
    }
    graphics.setColor(Palette.QUIET);
    int foot = top + 3 + strip + metrics.getAscent();
    for (Mark mark : marks) {
      int half = metrics.stringWidth(mark.label()) / 2;
      graphics.drawString(mark.label(), left + (int) (mark.place() * length) - half, foot);
    }
    int room = left - 3 * gap;
    boolean isNarrow = metrics.stringWidth(unit) > room;
    String said = FittedText.cut(isNarrow ? shortUnit : unit, metrics::stringWidth, room);
    int beside = top + (height(metrics) + metrics.getAscent() - metrics.getDescent()) / 2;
    graphics.drawString(said, left - 2 * gap - metrics.stringWidth(said), beside);
  }
}

package throng.edge.output.window;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.util.List;
import java.util.Optional;
import javax.swing.JPanel;

/** Paints tiles: a bar above each picture, and the legend below all. Event dispatch thread only. */
final class TilePanel extends JPanel {
  private static final long serialVersionUID = 1L;
  private static final int LEAST_FONT = 12;
  private static final int LARGEST_FONT = 26;
  private static final int WIDTH_A_POINT = 40;
  private static final double NOTICE = 1.5;

  private final transient List<Tile> tiles;
  private final transient Optional<Legend> legend;

  TilePanel(List<Tile> tiles, Optional<Legend> legend) {
    this.tiles = tiles;
    this.legend = legend;
    setOpaque(true);
    setBackground(Palette.GROUND);
  }

  @Override
  protected void paintComponent(Graphics all) {
    super.paintComponent(all);
    Graphics2D graphics = (Graphics2D) all.create();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      paintAll(graphics);
    } finally {
      graphics.dispose();
    }
  }

  private void paintAll(Graphics2D graphics) {
    Font small = font(LEAST_FONT);
    int below = legend.isPresent() ? Legend.height(graphics.getFontMetrics(small)) : 0;
    int height = getHeight() - below;
    Font first = barFont(getWidth());
    List<Dimension> shapes = tiles.stream().map(Tile::shape).toList();
    List<Rectangle> places = TileLayout.of(shapes, getWidth(), height, barHeight(graphics, first));
    for (int i = 0; i < tiles.size(); i++) {
      paintTile(graphics, tiles.get(i), places.get(i));
    }
    legend.ifPresent(it -> it.paint(graphics, small, getWidth(), height));
  }

  private void paintTile(Graphics2D graphics, Tile tile, Rectangle place) {
    Shape before = graphics.getClip();
    graphics.clipRect(place.x, place.y, place.width, place.height);
    Font font = barFont(place.width);
    int bar = barHeight(graphics, font);
    Rectangle picture =
        new Rectangle(place.x, place.y + bar, place.width, Math.max(0, place.height - bar));
    Caption caption = tile.caption();
    tile.paint(graphics, picture, caption.isFresh());
    paintBar(graphics, font, caption, new Rectangle(place.x, place.y, place.width, bar));
    if (!caption.isFresh()) {
      paintNotice(graphics, font, caption.notice(), picture);
    }
    graphics.setClip(before);
  }

  private static void paintBar(Graphics2D graphics, Font font, Caption caption, Rectangle place) {
    graphics.setColor(Palette.BAR);
    graphics.fill(place);
    graphics.setFont(font);
    FontMetrics metrics = graphics.getFontMetrics();
    int gap = metrics.getHeight();
    Font strong = font.deriveFont(Font.BOLD);
    FontMetrics widest = graphics.getFontMetrics(strong);
    List<String> fitting =
        FittedText.fit(caption.fields(), widest::stringWidth, gap, place.width - gap);
    int left = place.x + gap / 2;
    int foot = place.y + (place.height + metrics.getAscent() - metrics.getDescent()) / 2;
    int main = caption.main().isEmpty() ? -1 : Math.min(1, fitting.size() - 1);
    for (int i = 0; i < fitting.size(); i++) {
      boolean isMain = i == main;
      graphics.setFont(isMain ? strong : font);
      graphics.setColor(isMain ? mainColour(caption) : i == 0 ? Palette.TEXT : Palette.QUIET);
      graphics.drawString(fitting.get(i), left, foot);
      left += graphics.getFontMetrics().stringWidth(fitting.get(i)) + gap;
    }
  }

  private static Color mainColour(Caption caption) {
    return caption.isFresh() ? Palette.TEXT : Palette.WARNING;
  }

  private static void paintNotice(
      Graphics2D graphics, Font font, String notice, Rectangle picture) {
    graphics.setFont(font.deriveFont((float) (font.getSize() * NOTICE)));
    FontMetrics metrics = graphics.getFontMetrics();
    String said = FittedText.cut(notice, metrics::stringWidth, picture.width - metrics.getHeight());
    int width = metrics.stringWidth(said) + metrics.getHeight();
    int height = metrics.getHeight() * 2;
    int left = picture.x + (picture.width - width) / 2;
    int top = picture.y + (picture.height - height) / 2;
    graphics.setColor(Palette.VEIL);
    graphics.fillRect(left, top, width, height);
    graphics.setColor(Palette.WARNING);
    graphics.drawString(
        said,
        left + metrics.getHeight() / 2,
        top + (height + metrics.getAscent() - metrics.getDescent()) / 2);
  }

  private static int barHeight(Graphics2D graphics, Font font) {
    return graphics.getFontMetrics(font).getHeight() + font.getSize() / 2;
  }

  /** As large as a bar of that width has room for what is said. */
  private static Font barFont(int width) {
    return font(Math.max(LEAST_FONT, Math.min(LARGEST_FONT, width / WIDTH_A_POINT)));
  }

  private static Font font(int size) {
    return new Font(Font.SANS_SERIF, Font.PLAIN, size);
  }
}

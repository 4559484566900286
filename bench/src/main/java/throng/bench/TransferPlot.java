package throng.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Frames a second over the round-trip time: a panel a network, a line a protocol. */
final class TransferPlot {
  private static final int PANEL = 460;
  private static final int HEIGHT = 400;
  private static final int LEFT = 60;
  private static final int TOP = 50;
  private static final int PLOT_WIDTH = 360;
  private static final int PLOT_HEIGHT = 280;
  private static final double LEAST = 0.1;
  private static final double MOST = 1000;
  private static final Color[] COLOURS = {
    new Color(0xC0392B), new Color(0xE08E0B), new Color(0x2471A3), new Color(0x1E8449)
  };

  private final Graphics2D graphics;
  private final List<TransferCell> cells;
  private final List<Double> trips;
  private final List<String> protocols;

  private TransferPlot(Graphics2D graphics, List<TransferCell> cells) {
    this.graphics = graphics;
    this.cells = cells;
    this.trips = cells.stream().map(TransferCell::roundTripMillis).distinct().toList();
    this.protocols = cells.stream().map(TransferCell::protocol).distinct().toList();
  }

  /** Draws {@code cells} into {@code file}. */
  static void write(Path file, List<TransferCell> cells) throws IOException {
    List<String> networks = cells.stream().map(TransferCell::network).distinct().toList();
    BufferedImage image =
        new BufferedImage(PANEL * networks.size(), HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), HEIGHT);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    TransferPlot plot = new TransferPlot(graphics, cells);
    for (int i = 0; i < networks.size(); i++) {
      plot.panel(networks.get(i), i * PANEL + LEFT);
    }
    graphics.dispose();
    ImageIO.write(image, "png", file.toFile());
  }

  private void panel(String network, int left) {
    graphics.setColor(Color.BLACK);
    graphics.drawString(network + " network: frames/s over round-trip time", left, TOP - 28);
    for (double tick = LEAST; tick <= MOST; tick *= 10) {
      int y = y(tick);
      graphics.setColor(Color.LIGHT_GRAY);
      graphics.drawLine(left, y, left + PLOT_WIDTH, y);
      graphics.setColor(Color.BLACK);
      graphics.drawString(
          tick < 1 ? "%.1f".formatted(tick) : "%.0f".formatted(tick), left - 34, y + 4);
    }
    for (double trip : trips) {
      graphics.drawString(TransferCell.way(trip), x(trip, left) - 20, TOP + PLOT_HEIGHT + 18);
    }
    for (int i = 0; i < protocols.size(); i++) {
      graphics.setColor(COLOURS[i % COLOURS.length]);
      graphics.drawString(
          protocols.get(i), left + i % 2 * 170, TOP + PLOT_HEIGHT + 38 + i / 2 * 16);
      line(network, protocols.get(i), left);
    }
  }

  private void line(String network, String protocol, int left) {
    graphics.setStroke(new BasicStroke(2));
    int beforeX = -1;
    int beforeY = -1;
    for (TransferCell cell : cells) {
      if (cell.network().equals(network) && cell.protocol().equals(protocol)) {
        int x = x(cell.roundTripMillis(), left);
        int y = y(cell.framesPerSecond());
        if (beforeX >= 0) {
          graphics.drawLine(beforeX, beforeY, x, y);
        }
        graphics.fillOval(x - 4, y - 4, 8, 8);
        beforeX = x;
        beforeY = y;
      }
    }
    graphics.setStroke(new BasicStroke(1));
  }

  private int x(double trip, int left) {
    return left + 30 + trips.indexOf(trip) * (PLOT_WIDTH - 60) / Math.max(1, trips.size() - 1);
  }

  private static int y(double framesPerSecond) {
    double clamped = Math.max(LEAST, Math.min(MOST, framesPerSecond));
    double share = Math.log10(clamped / LEAST) / Math.log10(MOST / LEAST);
    return TOP + (int) Math.round(PLOT_HEIGHT * (1 - share));
  }
}

package throng.edge.output.window;

import java.awt.Dimension;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.awt.event.ActionEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.List;
import java.util.Optional;
import javax.swing.AbstractAction;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import org.jspecify.annotations.Nullable;

/** A window with tiles. Any thread may call it. */
public final class TiledWindow {
  private static final double LARGEST_SHARE_OF_SCREEN = 0.9;
  private static final int LEAST_SIDE = 160;
  private static final int REFRESH_MILLIS = 500;

  private final String title;
  private final List<Tile> tiles;
  private final Runnable closed;
  private final Runnable ended;
  private final List<String> keys;
  private final TilePanel panel;
  // Only the event dispatch thread touches the frame.
  private @Nullable JFrame frame;
  private @Nullable Timer refreshing;

  /**
   * What a user may do with it.
   *
   * @param closed told when the user closes it
   * @param keys as {@link KeyStroke#getKeyStroke(String)} names them
   * @param ended told when the user presses one of the keys
   */
  public record Controls(Runnable closed, List<String> keys, Runnable ended) {}

  /**
   * A window that is not open yet.
   *
   * @param legend what the colours of all pictures stand for
   */
  public TiledWindow(String title, List<Tile> tiles, Optional<Legend> legend, Controls controls) {
    this.title = title;
    this.tiles = List.copyOf(tiles);
    this.closed = controls.closed();
    this.keys = controls.keys();
    this.ended = controls.ended();
    this.panel = new TilePanel(this.tiles, legend);
    this.tiles.forEach(tile -> tile.onChange(panel::repaint));
  }

  /** Opens it, where it is not open. */
  public void open() {
    SwingUtilities.invokeLater(
        () -> {
          if (frame == null) {
            frame = make();
          }
        });
  }

  /** Closes it; it may be opened again. */
  public void hide() {
    SwingUtilities.invokeLater(this::dispose);
  }

  /** Closes it for good. */
  public void close() {
    hide();
    tiles.forEach(Tile::close);
  }

  /** What its close button does. */
  public void closeByUser() {
    closed.run();
  }

  private void dispose() {
    if (refreshing != null) {
      refreshing.stop();
      refreshing = null;
    }
    if (frame != null) {
      frame.dispose();
      frame = null;
    }
  }

  private JFrame make() {
    JFrame window = new JFrame(title);
    window.setIconImages(Icon.images());
    window.setBackground(Palette.GROUND);
    window.setDefaultCloseOperation(JFrame.DO_NOTHING_ON_CLOSE);
    window.addWindowListener(
        new WindowAdapter() {
          @Override
          public void windowClosing(WindowEvent event) {
            closeByUser();
          }
        });
    panel.setPreferredSize(size());
    for (String key : keys) {
      panel.getInputMap(JComponent.WHEN_IN_FOCUSED_WINDOW).put(KeyStroke.getKeyStroke(key), "end");
    }
    panel.getActionMap().put("end", new End());
    window.setContentPane(panel);
    window.setMinimumSize(new Dimension(LEAST_SIDE, LEAST_SIDE));
    window.pack();
    window.setLocationByPlatform(true);
    window.setVisible(true);
    // What is said changes also where no picture comes.
    refreshing = new Timer(REFRESH_MILLIS, notUsed -> panel.repaint());
    refreshing.start();
    return window;
  }

  /** For pictures of the usual size beside and below each other, as far as the screen goes. */
  private Dimension size() {
    Rectangle screen = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
    int columns = (int) Math.ceil(Math.sqrt(tiles.size()));
    int rows = (tiles.size() + columns - 1) / columns;
    Dimension each = tiles.get(0).room();
    return new Dimension(
        (int) Math.min(LARGEST_SHARE_OF_SCREEN * screen.width, (double) columns * each.width),
        (int) Math.min(LARGEST_SHARE_OF_SCREEN * screen.height, (double) rows * each.height));
  }

  private final class End extends AbstractAction {
    private static final long serialVersionUID = 1L;

    @Override
    public void actionPerformed(ActionEvent event) {
      ended.run();
    }
  }
}

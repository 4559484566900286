package throng.edge.output;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.event.ActionEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.ByteBuffer;
import java.util.List;
import javax.swing.AbstractAction;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/** A window with the newest of many pictures. */
final class PictureWindow {
  private static final double LARGEST_SHARE_OF_SCREEN = 0.9;

  private final String title;
  private final List<String> keys;
  private final Runnable ended;
  private final Panel panel = new Panel();
  private BufferedImage next = image(1, 1);
  // Only the event dispatch thread touches the frame.
  private @Nullable JFrame frame;

  /**
   * A window that opens with the first picture.
   *
   * @param keys as {@link KeyStroke#getKeyStroke(String)} names them
   * @param ended told when the user presses one of the keys or closes the window
   */
  PictureWindow(String title, List<String> keys, Runnable ended) {
    this.title = title;
    this.keys = keys;
    this.ended = ended;
  }

  /** Shows a blue-green-red picture; one thread. */
  void show(Mat drawn) {
    if (next.getWidth() != drawn.cols() || next.getHeight() != drawn.rows()) {
      next = image(drawn.cols(), drawn.rows());
    }
    byte[] pixels = ((DataBufferByte) next.getRaster().getDataBuffer()).getData();
    ByteBuffer from = drawn.createBuffer();
    from.get(pixels, 0, Math.min(pixels.length, from.remaining()));
    next = panel.swap(next);
    SwingUtilities.invokeLater(this::present);
  }

  /** Closes the window until the next picture. */
  void close() {
    SwingUtilities.invokeLater(
        () -> {
          if (frame != null) {
            frame.dispose();
            frame = null;
          }
        });
  }

  private void present() {
    if (frame == null) {
      frame = open();
    }
    panel.repaint();
  }

  private JFrame open() {
    JFrame window = new JFrame(title);
    window.setDefaultCloseOperation(JFrame.DO_NOTHING_ON_CLOSE);
    window.addWindowListener(
        new WindowAdapter() {
          @Override
          public void windowClosing(WindowEvent event) {
            ended.run();
          }
        });
    panel.setPreferredSize(panel.fittingScreen());
    for (String key : keys) {
      panel.getInputMap(JComponent.WHEN_IN_FOCUSED_WINDOW).put(KeyStroke.getKeyStroke(key), "end");
    }
    panel.getActionMap().put("end", new End());
    window.add(panel);
    window.pack();
    window.setLocationByPlatform(true);
    window.setVisible(true);
    return window;
  }

  private static BufferedImage image(int width, int height) {
    return new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
  }

  private final class End extends AbstractAction {
    private static final long serialVersionUID = 1L;

    @Override
    public void actionPerformed(ActionEvent event) {
      ended.run();
    }
  }

  /** Paints the newest picture as large as it fits, undistorted. */
  private static final class Panel extends JPanel {
    private static final long serialVersionUID = 1L;
    private transient BufferedImage shown = image(1, 1);

    /** Shows {@code newest}, and gives back an image that is not shown any more. */
    synchronized BufferedImage swap(BufferedImage newest) {
      BufferedImage old = shown;
      shown = newest;
      return old;
    }

    synchronized Dimension fittingScreen() {
      Rectangle screen = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
      double scale = Math.min(1, LARGEST_SHARE_OF_SCREEN * factor(screen.width, screen.height));
      return new Dimension((int) (scale * shown.getWidth()), (int) (scale * shown.getHeight()));
    }

    @Override
    protected synchronized void paintComponent(Graphics graphics) {
      graphics.setColor(Color.BLACK);
      graphics.fillRect(0, 0, getWidth(), getHeight());
      double scale = factor(getWidth(), getHeight());
      int width = (int) (scale * shown.getWidth());
      int height = (int) (scale * shown.getHeight());
      ((Graphics2D) graphics)
          .setRenderingHint(
              RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      int left = (getWidth() - width) / 2;
      graphics.drawImage(shown, left, (getHeight() - height) / 2, width, height, null);
    }

    private double factor(int width, int height) {
      return Math.min((double) width / shown.getWidth(), (double) height / shown.getHeight());
    }
  }
}

package throng.edge.output.window;

import java.awt.Color;

/** The colours of windows, dark so that the pictures are what is bright. */
final class Palette {
  static final Color GROUND = new Color(0x101214);
  static final Color BAR = new Color(0x23272b);
  static final Color TEXT = new Color(0xf2f4f5);
  static final Color QUIET = new Color(0xb4bcc2);
  static final Color WARNING = new Color(0xffc24d);
  static final Color VEIL = new Color(0x10, 0x12, 0x14, 0xa0);

  private Palette() {}
}

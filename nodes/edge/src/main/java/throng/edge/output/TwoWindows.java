package throng.edge.output;

import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import throng.streams.flow.Outcome;
import throng.streams.frame.DensityMap;

/** A camera's newest picture in one window, and its density map with the count in another. */
public final class TwoWindows implements View {
  private static final List<String> KEYS = List.of("ESCAPE");

  private final Overlay overlay = new Overlay();
  private final PictureWindow picture;
  private final PictureWindow map;

  /**
   * Windows that open with the first outcome and the first map.
   *
   * @param ended told when the user presses Esc or closes one of them
   */
  public TwoWindows(String title, Runnable ended) {
    picture = new PictureWindow(title, KEYS, ended);
    map = new PictureWindow(title + " - density", KEYS, ended);
  }

  @Override
  public void show(Outcome outcome) {
    picture.show(overlay.plain(outcome));
    if (outcome.reply() instanceof DensityMap density && density.values().length > 0) {
      Mat colours = overlay.colours(density);
      Label.write(colours, Overlay.caption(outcome));
      map.show(colours);
    }
  }

  @Override
  public void close() {
    overlay.close();
    picture.close();
    map.close();
  }
}

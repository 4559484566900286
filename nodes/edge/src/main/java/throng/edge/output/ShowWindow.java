package throng.edge.output;

import java.util.List;
import throng.streams.flow.Outcome;

/** A window with a camera's newest picture, its density map and its count. */
public final class ShowWindow implements View {
  private final Overlay overlay = new Overlay();
  private final PictureWindow window;

  /**
   * A window that opens with the first outcome.
   *
   * @param ended told when the user presses Esc or closes the window
   */
  public ShowWindow(String title, Runnable ended) {
    window = new PictureWindow(title, List.of("ESCAPE"), ended);
  }

  @Override
  public void show(Outcome outcome) {
    window.show(overlay.draw(outcome));
  }

  @Override
  public void close() {
    overlay.close();
    window.close();
  }
}

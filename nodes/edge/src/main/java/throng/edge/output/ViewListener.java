package throng.edge.output;

import java.io.IOException;

/** Hears what went wrong with a view. */
public interface ViewListener {
  /** The view takes no more; told once. */
  void failed(IOException why);

  /** So many outcomes were not shown, because the view was slower than a live camera. */
  void leftOut(long outcomes);
}

package throng.edge.output;

import java.io.IOException;

/** Hears what went wrong with a view. */
public interface ViewListener {
  /** The view takes nothing, for now; told once until it does again. */
  void failed(IOException why);

  /** The view takes what comes again; so many outcomes are missing in between. */
  void goesOn(long missing);

  /** The view was closed while it took nothing; so many outcomes are missing at its end. */
  void lacks(long missing);

  /** So many outcomes were not shown, because the view was slower than a live camera. */
  void leftOut(long outcomes);
}

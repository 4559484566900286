package throng.edge.output;

import java.io.IOException;

/** For a view that may leave out what it likes. */
public final class SilentListener implements ViewListener {
  @Override
  public void failed(IOException why) {}

  @Override
  public void goesOn(long missing) {}

  @Override
  public void lacks(long missing) {}

  @Override
  public void leftOut(long outcomes) {}
}

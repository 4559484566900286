package throng.edge.output;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a listener heard, a word each. */
final class Heard implements ViewListener {
  final List<String> all = new ArrayList<>();

  @Override
  public void failed(IOException why) {
    all.add("failed");
  }

  @Override
  public void goesOn(long missing) {
    all.add("goes on, missing " + missing);
  }

  @Override
  public void lacks(long missing) {
    all.add("lacks " + missing);
  }

  @Override
  public void leftOut(long outcomes) {
    all.add("left out " + outcomes);
  }
}

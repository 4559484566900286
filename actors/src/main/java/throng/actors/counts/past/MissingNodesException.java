package throng.actors.counts.past;

import java.io.IOException;
import java.util.List;

/** Not all nodes did what they were asked for. */
public final class MissingNodesException extends IOException {
  private static final long serialVersionUID = 1L;

  MissingNodesException(List<String> nodes) {
    super(String.join(", ", nodes));
  }
}

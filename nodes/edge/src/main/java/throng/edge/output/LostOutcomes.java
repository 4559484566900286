package throng.edge.output;

import java.io.IOException;

/** An output takes no more, and outcomes that it had taken are lost with the one that failed. */
final class LostOutcomes extends IOException {
  private static final long serialVersionUID = 1L;

  private final long before;

  /**
   * @param before so many were taken before, and are lost
   */
  LostOutcomes(long before, IOException failure) {
    super(failure.getMessage(), failure);
    this.before = before;
  }

  long before() {
    return before;
  }
}

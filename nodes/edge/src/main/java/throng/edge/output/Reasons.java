package throng.edge.output;

import org.jspecify.annotations.Nullable;
import throng.streams.frame.FrameReply;
import throng.streams.frame.Skipped;

/** Names of what became of a frame without a count, beside those of {@code SkipReason}. */
final class Reasons {
  /** Its connection ended before its answer came; live mode only. */
  private static final String LOST = "LOST";

  private Reasons() {}

  /**
   * Why there is no count.
   *
   * @param reply no density map; null: none came
   */
  static String of(@Nullable FrameReply reply) {
    return reply instanceof Skipped skipped ? skipped.reason().name() : LOST;
  }
}

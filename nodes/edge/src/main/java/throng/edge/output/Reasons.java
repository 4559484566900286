package throng.edge.output;

/** Names of what became of a frame without a count, beside those of {@code SkipReason}. */
final class Reasons {
  /** Its connection ended before its answer came; live mode only. */
  static final String LOST = "LOST";

  private Reasons() {}
}

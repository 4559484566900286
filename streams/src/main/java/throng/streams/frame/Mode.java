package throng.streams.frame;

/** What becomes of a frame when the system cannot keep up. */
public enum Mode {
  /** The newest frame takes the place of the one that waits; an answer has a time limit. */
  LIVE,
  /** Every frame waits its turn and is sent again until it has a final answer. */
  LOSSLESS
}

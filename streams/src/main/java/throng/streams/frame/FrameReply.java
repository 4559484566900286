package throng.streams.frame;

/** The one answer that every accepted frame gets: a {@link DensityMap}, or {@link Skipped}. */
public sealed interface FrameReply permits DensityMap, Skipped {
  /** The number of the frame that is answered. */
  long sequence();
}

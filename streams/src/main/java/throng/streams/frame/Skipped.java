package throng.streams.frame;

/**
 * A frame that gets no count, and why.
 *
 * @param sentence the reason in words, for a person
 */
public record Skipped(long sequence, SkipReason reason, String sentence) implements FrameReply {}

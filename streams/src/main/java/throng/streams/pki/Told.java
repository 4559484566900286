package throng.streams.pki;

/**
 * What there is to tell of a look.
 *
 * @param isGood whether it is news; otherwise it says what is in the way
 */
public record Told(boolean isGood, String sentence) {}

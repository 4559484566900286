package throng.streams.tls;

/**
 * What there is to tell after a look at files.
 *
 * @param isRenewed whether what they hold is used from now on; otherwise the last stays
 */
public record Look(boolean isRenewed, String sentence) {}

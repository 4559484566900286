package throng.streams.tls;

import java.util.Optional;

/**
 * What is known of a peer once its handshake is over.
 *
 * @param identity whom its certificate names; empty: it has shown none that counts
 * @param distrust why the one that it has shown does not count, as a sentence
 */
public record Verdict(Optional<PeerIdentity> identity, Optional<String> distrust) {
  /** It has shown no certificate. */
  public static final Verdict NOBODY = new Verdict(Optional.empty(), Optional.empty());

  static Verdict trusted(PeerIdentity peer) {
    return new Verdict(Optional.of(peer), Optional.empty());
  }

  static Verdict distrusted(String sentence) {
    return new Verdict(Optional.empty(), Optional.of(sentence));
  }
}

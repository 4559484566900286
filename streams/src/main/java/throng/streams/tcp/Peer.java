package throng.streams.tcp;

import java.net.InetSocketAddress;
import java.util.Optional;
import throng.streams.tls.PeerIdentity;

/**
 * Who is at the other end of a connection, and what its listener is told of it.
 *
 * <p>Until it is admitted, and once it has left, it is one of those that are bounded apart: {@link
 * ListenerSettings#maxUnadmitted}. Any thread may tell.
 */
@FunctionalInterface
public interface Peer {
  InetSocketAddress address();

  /** Whether nobody on the way can read along. */
  default boolean isEncrypted() {
    return false;
  }

  /** Whom its certificate names, which is of this site and holds; empty: it has shown none. */
  default Optional<PeerIdentity> identity() {
    return Optional.empty();
  }

  /** Why the certificate that it has shown does not count, as a sentence; empty: none does not. */
  default Optional<String> distrust() {
    return Optional.empty();
  }

  /** Whether its connection has ended, as far as is known. */
  default boolean isGone() {
    return false;
  }

  /** It has begun to encrypt: it stays for as long as the handshake of one who is there takes. */
  default void encrypts() {}

  /** It has said who it is, whole, and is being looked at: it stays until that is decided. */
  default void judged() {}

  /**
   * It has said who it is, and waits for what another peer does, or because of what others did: it
   * stays no longer for that.
   */
  default void waits() {}

  /** It is let in. */
  default void admitted() {}

  /** It is not let in, or another took its place; it only stays to be told so. */
  default void refused() {}

  /** It was let in and is not any more; it only stays for what it has not read yet. */
  default void left() {}
}

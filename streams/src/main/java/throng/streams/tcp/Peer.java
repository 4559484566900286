package throng.streams.tcp;

import java.net.InetSocketAddress;

/**
 * Who is at the other end of a connection, and what its listener is told of it.
 *
 * <p>Until it is admitted, and once it has left, it is one of those that are bounded apart: {@link
 * ListenerSettings#maxUnadmitted}. Any thread may tell.
 */
@FunctionalInterface
public interface Peer {
  InetSocketAddress address();

  /** It has said who it is, whole, and is being looked at: it stays until that is decided. */
  default void judged() {}

  /** It has said who it is, and waits for what another peer does: it stays no longer for that. */
  default void waits() {}

  /** It is let in. */
  default void admitted() {}

  /** It is not let in, or another took its place; it only stays to be told so. */
  default void refused() {}

  /** It was let in and is not any more; it only stays for what it has not read yet. */
  default void left() {}
}

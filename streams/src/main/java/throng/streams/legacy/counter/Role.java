package throng.streams.legacy.counter;

import java.util.Optional;

/**
 * What a side of the conversation reads and writes.
 *
 * @param <R> what a message that came is made into
 * @param <S> what a message that goes is made from
 */
interface Role<R, S> {
  Transfer transfer();

  /** Whether this side sends the first message. */
  boolean speaksFirst();

  /**
   * What may be wrong where the peer does not go on, for the user; empty: nothing that one could
   * guess.
   *
   * @param awaited what it owes
   * @param came how many bytes of its message's payload came
   */
  default Optional<String> guess(Wait.Kind awaited, int came) {
    return Optional.empty();
  }

  /** What the other side is called in a sentence. */
  String peer();

  /** What is told as soon as the connection stands. */
  Optional<R> greeting();

  /** The next message from the peer, not begun. */
  Incoming incoming();

  /** A message that came whole. */
  R received(Incoming message);

  /**
   * A message for the peer.
   *
   * @throws throng.streams.legacy.LegacyException if the protocol cannot say it
   */
  Outgoing outgoing(S element);
}

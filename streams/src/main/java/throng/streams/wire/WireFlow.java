package throng.streams.wire;

import akka.NotUsed;
import akka.stream.javadsl.BidiFlow;
import akka.util.ByteString;
import java.util.function.Supplier;
import throng.streams.memory.Allowance;
import throng.streams.memory.MemoryBudget;

/**
 * The wire, between the protocol's logic and the socket: messages become bytes, and bytes messages.
 *
 * <pre>
 *              +-------------------+
 *   Message ~> | encode            | ~> ByteString     to the socket
 *              |                   |
 *   Message <~ | limits <~ decode  | <~ ByteString     from the socket
 *              +-------------------+
 * </pre>
 *
 * <p><b>Emits when</b> a message came in whole; a message's bytes at once
 *
 * <p><b>Backpressures when</b> either direction's downstream does, or a message waits for memory; a
 * peer's time stands meanwhile
 *
 * <p><b>Completes when</b> each direction for itself: the outgoing one half-closes, the incoming
 * one goes on. The incoming one also after the peer's last message: what follows is thrown away
 *
 * <p><b>Cancels when</b> the socket is gone; a cancelled incoming direction is read on and thrown
 * away until the peer ends, at most {@link WireLimits#linger} beyond the last outgoing message
 *
 * <p><b>Fails when</b> the peer breaks the protocol or a time limit, or its message gets no memory:
 * with a {@link WireException} on the message side. The farewell has been written by then, and is
 * followed by the end of the outgoing bytes; what the logic still sends is dropped. A peer that
 * does not read, or leaves too much unread for too long while others wait for that memory, gets no
 * farewell: the outgoing bytes fail too.
 */
public final class WireFlow {
  private WireFlow() {}

  /** A GPU node's end: hello comes in, welcome or refusal go out. Memory is no concern. */
  public static BidiFlow<Message, ByteString, ByteString, Message, NotUsed> node(
      WireLimits limits) {
    return node(limits, MemoryBudget.unlimited(), new Pulse());
  }

  /**
   * A GPU node's end that takes no more memory than it may.
   *
   * @param allowance this one connection's; closed with it. A frame that was emitted is admitted,
   *     and whoever takes it over keeps it
   * @param pulse is told of each sign of life
   */
  public static BidiFlow<Message, ByteString, ByteString, Message, NotUsed> node(
      WireLimits limits, Allowance allowance, Pulse pulse) {
    return BidiFlow.fromGraph(
        new WireStage(Side.NODE, limits, Silence.always(limits), allowance, pulse));
  }

  /** An edge's end: hello goes out, welcome or refusal come in. */
  public static BidiFlow<Message, ByteString, ByteString, Message, NotUsed> edge(
      WireLimits limits) {
    return edge(limits, Silence.always(limits));
  }

  /**
   * The same.
   *
   * @param silence how long the node's is borne, asked again and again: it may change
   */
  public static BidiFlow<Message, ByteString, ByteString, Message, NotUsed> edge(
      WireLimits limits, Supplier<Silence> silence) {
    return BidiFlow.fromGraph(
        new WireStage(Side.EDGE, limits, silence, MemoryBudget.unlimited(), new Pulse()));
  }
}

package throng.actors.session;

import akka.Done;
import akka.NotUsed;
import akka.actor.typed.ActorRef;
import akka.stream.javadsl.BidiFlow;
import akka.stream.javadsl.Flow;
import akka.util.ByteString;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import throng.streams.memory.Allowance;
import throng.streams.memory.MemoryBudget;
import throng.streams.tcp.Peer;
import throng.streams.wire.Liveness;
import throng.streams.wire.Message;
import throng.streams.wire.Pulse;
import throng.streams.wire.WireFlow;
import throng.streams.wire.WireLimits;

/**
 * What a node does with one connection: bytes in, bytes out.
 *
 * <pre>
 *   bytes ~> WireFlow ~> Liveness ~> SessionLogic ─┐  hello, frames
 *   bytes <~ WireFlow <~ Liveness <~ SessionLogic ─┘  welcome, answers in the frames' order
 * </pre>
 */
public final class SessionFlow {
  private SessionFlow() {}

  /**
   * Gives the flow of each connection, from its peer on.
   *
   * <p><b>Emits when</b> the hello is answered, and when the oldest unanswered frame is
   *
   * <p><b>Backpressures when</b> as many frames are unanswered as the camera may have under way, or
   * there is no memory for the next message
   *
   * <p><b>Completes when</b> the edge has said goodbye or closed its side and every frame is
   * answered; when the edge is refused, replaced, or the node goes down, each after its last
   * message
   *
   * <p><b>Cancels when</b> downstream cancels
   *
   * <p><b>Fails when</b> upstream fails, or the peer can no longer be told why it is cut off. What
   * the peer does wrong is counted, logged, and answered; it fails no other connection.
   *
   * @param badPeers is told of a connection that fails with a {@link
   *     throng.streams.wire.WireException}
   * @param pairing serves those whose first message is no hello
   */
  public static Function<Peer, Flow<ByteString, ByteString, NotUsed>> create(
      ActorRef<Sessions.Command> sessions,
      WireLimits limits,
      MemoryBudget budget,
      BadPeers badPeers,
      Pairing pairing) {
    return peer -> {
      Pulse pulse = new Pulse();
      Allowance allowance = budget.open();
      return wire(limits, allowance, pulse)
          .join(
              SessionLogic.create(
                  sessions, allowance, badPeers, peer, Optional.of(pulse), pairing));
    };
  }

  private static BidiFlow<ByteString, Message, Message, ByteString, NotUsed> wire(
      WireLimits limits, Allowance allowance, Pulse pulse) {
    return WireFlow.node(limits, allowance, pulse)
        .reversed()
        .atop(Liveness.create(limits, pulse).reversed());
  }

  /**
   * The same from the messages on, for a connection whose bytes are another protocol's: takes a
   * hello, then frames; gives a welcome or a refusal, then the answers.
   *
   * @param budget frames count against it once they are accepted, until they are answered
   * @param badPeers is told of a connection that fails with a {@link
   *     throng.streams.wire.WireException}
   */
  public static Function<Peer, Flow<Message, Message, NotUsed>> messages(
      ActorRef<Sessions.Command> sessions, MemoryBudget budget, BadPeers badPeers) {
    return peer -> {
      Allowance allowance = budget.open();
      return SessionLogic.create(
              sessions, allowance, badPeers, peer, Optional.empty(), Pairing.NONE)
          .map(message -> handedOver(message, allowance))
          .watchTermination((notUsed, ended) -> closeAfter(ended, allowance));
    };
  }

  /** Whoever takes an answer has memory of its own for it. */
  private static Message handedOver(Message message, Allowance allowance) {
    if (message instanceof Message.Reply answer) {
      allowance.writing(answer.reply()).run();
    }
    return message;
  }

  private static NotUsed closeAfter(CompletionStage<Done> ended, Allowance allowance) {
    ended.whenComplete((done, failure) -> allowance.close());
    return NotUsed.getInstance();
  }
}

package throng.streams.legacy.counter;

import akka.NotUsed;
import akka.stream.javadsl.Flow;
import java.net.InetSocketAddress;
import java.util.List;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;
import throng.streams.legacy.LegacyException;
import throng.streams.wire.Message;

/** Makes a remote crowd counter's client a camera like any other. */
public final class CounterSession {
  private CounterSession() {}

  /**
   * One client's frames through a node's session.
   *
   * <p><b>Emits when</b> the session answers a frame
   *
   * <p><b>Backpressures when</b> the session does
   *
   * <p><b>Completes when</b> the session does
   *
   * <p><b>Cancels when</b> the session does
   *
   * <p><b>Fails when</b> the session does, or refuses the client, with a {@link LegacyException}
   *
   * @param client its address, from which its camera's name is made
   * @param session what the node does with a connection's messages: takes a hello and frames, gives
   *     a welcome, or a refusal, and answers
   */
  public static Flow<JpegFrame, FrameReply, NotUsed> create(
      InetSocketAddress client, Flow<Message, Message, NotUsed> session) {
    return Flow.of(JpegFrame.class)
        .statefulMapConcat(() -> new CounterHello(client)::messages)
        .via(session)
        .mapConcat(CounterSession::reply);
  }

  private static List<FrameReply> reply(Message message) {
    if (message instanceof Message.Refused refused) {
      throw new LegacyException(
          LegacyException.Reason.REFUSED,
          "The node refused a remote crowd counter's client (%s): %s"
              .formatted(refused.code(), refused.sentence()));
    }
    return message instanceof Message.Reply answer ? List.of(answer.reply()) : List.of();
  }
}

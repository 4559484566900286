package throng.actors.session;

import akka.NotUsed;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import throng.streams.tcp.Peer;
import throng.streams.wire.Message;

/** What a node does with a connection whose first message is no hello. */
@FunctionalInterface
public interface Pairing {
  /** Of a node that pairs nobody: it hangs up. */
  Pairing NONE =
      (peer, first) ->
          Flow.<Message, Message>fromSinkAndSource(Sink.cancelled(), Source.empty())
              .mapMaterializedValue(notUsed -> NotUsed.getInstance());

  /**
   * The rest of that connection.
   *
   * @param first its first message
   */
  Flow<Message, Message, NotUsed> flow(Peer peer, Message first);
}

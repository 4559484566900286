package throng.gpu;

import akka.NotUsed;
import akka.io.Inet;
import akka.stream.javadsl.Flow;
import akka.util.ByteString;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Function;
import throng.actors.session.BadPeers;
import throng.streams.legacy.counter.CounterServer;
import throng.streams.legacy.counter.CounterSession;
import throng.streams.legacy.counter.PortSharing;
import throng.streams.legacy.counter.QuickAck;
import throng.streams.legacy.counter.Transfer;
import throng.streams.wire.Message;

/**
 * Clients of the remote crowd counter as cameras like any other: beside Throng's own protocol at
 * the node's port, and at a port for those that wait for confirmations.
 */
final class LegacyPorts {
  private final LegacySettings settings;
  private final Function<InetSocketAddress, Flow<Message, Message, NotUsed>> messages;
  private final BadPeers badPeers;
  private final OversizedPictures oversized;
  private final QuickAck shared = QuickAck.create();
  private final QuickAck stopAndWait = QuickAck.create();

  /**
   * Nothing is listened at yet.
   *
   * @param messages what the node does with a connection's messages
   */
  LegacyPorts(
      LegacySettings settings,
      Function<InetSocketAddress, Flow<Message, Message, NotUsed>> messages,
      BadPeers badPeers,
      OversizedPictures oversized) {
    this.settings = settings;
    this.messages = messages;
    this.badPeers = badPeers;
    this.oversized = oversized;
  }

  /** A connection at the node's own port. */
  Function<InetSocketAddress, Flow<ByteString, ByteString, NotUsed>> beside(
      Function<InetSocketAddress, Flow<ByteString, ByteString, NotUsed>> throng) {
    if (!settings.pipelined()) {
      return throng;
    }
    return remote ->
        PortSharing.create(
            settings.counter().limits(),
            counter(Transfer.PIPELINED, shared, remote),
            throng.apply(remote),
            broken -> badPeers.note(remote, broken));
  }

  /** What the sockets at the node's own port need. */
  List<Inet.SocketOption> besideOptions() {
    return settings.pipelined() ? List.of(shared) : List.of();
  }

  /** A connection at the port of those that wait for confirmations. */
  Flow<ByteString, ByteString, NotUsed> stopAndWait(InetSocketAddress remote) {
    return counter(Transfer.STOP_AND_WAIT, stopAndWait, remote);
  }

  /** What the sockets at that port need. */
  List<Inet.SocketOption> stopAndWaitOptions() {
    return List.of(stopAndWait);
  }

  private Flow<ByteString, ByteString, NotUsed> counter(
      Transfer transfer, QuickAck quickAck, InetSocketAddress remote) {
    return CounterServer.create(
        settings.counter(),
        transfer,
        oversized.fitting(remote),
        CounterSession.create(remote, messages.apply(remote)),
        quickAck.again(remote),
        broken -> badPeers.note(remote, broken));
  }
}

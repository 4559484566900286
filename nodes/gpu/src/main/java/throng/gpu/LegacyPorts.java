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
import throng.streams.legacy.counter.ExchangeLimits;
import throng.streams.legacy.counter.PortSharing;
import throng.streams.legacy.counter.QuickAck;
import throng.streams.legacy.counter.Transfer;
import throng.streams.memory.MemoryBudget;
import throng.streams.tcp.Peer;
import throng.streams.wire.Message;

/**
 * Clients of the remote crowd counter as cameras like any other: beside Throng's own protocol at
 * the node's port, and at a port for those that wait for confirmations.
 */
final class LegacyPorts {
  private static final String TOKEN =
      "The node refused a remote crowd counter's client (TOKEN): it wants an access token, which such"
          + " a client cannot show; let another node without one serve it.";

  private final LegacySettings settings;
  private final boolean wantsToken;
  private final Function<Peer, Flow<Message, Message, NotUsed>> messages;
  private final MemoryBudget budget;
  private final BadPeers badPeers;
  private final OversizedPictures oversized;
  private final QuickAck shared = QuickAck.create();
  private final QuickAck stopAndWait = QuickAck.create();

  /**
   * Nothing is listened at yet.
   *
   * @param wantsToken whether these clients are turned away, who cannot show one
   * @param messages what the node does with a connection's messages
   * @param budget what pictures that are coming take their memory from
   */
  LegacyPorts(
      LegacySettings settings,
      boolean wantsToken,
      Function<Peer, Flow<Message, Message, NotUsed>> messages,
      MemoryBudget budget,
      BadPeers badPeers,
      OversizedPictures oversized) {
    this.settings = settings;
    this.wantsToken = wantsToken;
    this.messages = messages;
    this.budget = budget;
    this.badPeers = badPeers;
    this.oversized = oversized;
  }

  /** A connection at the node's own port. */
  Function<Peer, Flow<ByteString, ByteString, NotUsed>> beside(
      Function<Peer, Flow<ByteString, ByteString, NotUsed>> throng) {
    if (!settings.pipelined()) {
      return throng;
    }
    ExchangeLimits opening = settings.counter().opening();
    return peer ->
        PortSharing.create(
            opening,
            counter(Transfer.PIPELINED, shared, peer),
            throng.apply(peer),
            broken -> badPeers.note(peer.address(), broken));
  }

  /** What the sockets at the node's own port need. */
  List<Inet.SocketOption> besideOptions() {
    return settings.pipelined() ? List.of(shared) : List.of();
  }

  /** A connection at the port of those that wait for confirmations. */
  Flow<ByteString, ByteString, NotUsed> stopAndWait(Peer peer) {
    return counter(Transfer.STOP_AND_WAIT, stopAndWait, peer);
  }

  /** What the sockets at that port need. */
  List<Inet.SocketOption> stopAndWaitOptions() {
    return List.of(stopAndWait);
  }

  private Flow<ByteString, ByteString, NotUsed> counter(
      Transfer transfer, QuickAck quickAck, Peer peer) {
    InetSocketAddress remote = peer.address();
    if (wantsToken) {
      return CounterServer.refusing(
          settings.counter(), transfer, TOKEN, broken -> badPeers.note(remote, broken));
    }
    return CounterServer.create(
        settings.counter(),
        transfer,
        oversized.fitting(remote),
        CounterSession.create(remote, messages.apply(peer)),
        budget.open(),
        quickAck.again(remote),
        broken -> badPeers.note(remote, broken));
  }
}

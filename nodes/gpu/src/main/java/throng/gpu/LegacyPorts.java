package throng.gpu;

import akka.NotUsed;
import akka.io.Inet;
import akka.stream.javadsl.Flow;
import akka.util.ByteString;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import throng.actors.session.BadPeers;
import throng.actors.session.LinkRules;
import throng.streams.legacy.counter.CounterServer;
import throng.streams.legacy.counter.CounterSession;
import throng.streams.legacy.counter.ExchangeLimits;
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
      "The node refused a remote crowd counter's client (TOKEN): it wants an access token, which"
          + " such a client cannot show; let another node without one serve it.";
  private static final String CERTIFICATE =
      "The node refused a remote crowd counter's client (CERTIFICATE): what it sends is not"
          + " encrypted, and this node is paired with edge nodes that do; run an edge node beside"
          + " the camera and type  gpu-node pair NAME  here, or serve such clients at a node that"
          + " is not paired.";

  private final LegacySettings settings;
  private final boolean wantsToken;
  private final LinkRules rules;
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
   * @param rules likewise of certificates
   * @param messages what the node does with a connection's messages
   * @param budget what pictures that are coming take their memory from
   */
  LegacyPorts(
      LegacySettings settings,
      boolean wantsToken,
      LinkRules rules,
      Function<Peer, Flow<Message, Message, NotUsed>> messages,
      MemoryBudget budget,
      BadPeers badPeers,
      OversizedPictures oversized) {
    this.settings = settings;
    this.wantsToken = wantsToken;
    this.rules = rules;
    this.messages = messages;
    this.budget = budget;
    this.badPeers = badPeers;
    this.oversized = oversized;
  }

  /** Whether the node's own port is theirs, too. */
  boolean servesPipelined() {
    return settings.pipelined();
  }

  /** How long a connection may take until it is known whose it is. */
  ExchangeLimits opening() {
    return settings.counter().opening();
  }

  /** A connection at the node's own port. */
  Flow<ByteString, ByteString, NotUsed> pipelined(Peer peer) {
    return counter(Transfer.PIPELINED, shared, peer);
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
    Optional<String> refusal = refusal(remote);
    if (refusal.isPresent()) {
      return CounterServer.refusing(
          settings.counter(), transfer, refusal.get(), broken -> badPeers.note(remote, broken));
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

  private Optional<String> refusal(InetSocketAddress remote) {
    boolean isOnLoopback = remote.getAddress().isLoopbackAddress();
    if (rules.needsCertificates() || (rules.takesCertificates() && !isOnLoopback && !wantsToken)) {
      return Optional.of(CERTIFICATE);
    }
    return wantsToken ? Optional.of(TOKEN) : Optional.empty();
  }
}

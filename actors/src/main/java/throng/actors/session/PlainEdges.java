package throng.actors.session;

import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import throng.streams.settings.HostAndPort;
import throng.streams.tcp.Peer;

/**
 * Warns, once each, of edge nodes that send over the network what others can read. Remembers a
 * bounded number of names. One thread.
 */
final class PlainEdges {
  private static final Logger LOG = LoggerFactory.getLogger(PlainEdges.class);
  private static final int MOST_NAMES = 1_000;

  private final LinkRules rules;
  private final Set<String> told = new HashSet<>();

  PlainEdges(LinkRules rules) {
    this.rules = rules;
  }

  /** A camera of that edge node was let in. */
  void opened(String node, Peer peer) {
    boolean isPlain =
        rules.takesCertificates() && !peer.isEncrypted() && !Admission.isOnLoopback(peer.address());
    if (isPlain) {
      rules.letInPlain(node, peer.address());
    }
    if (isPlain && told.size() < MOST_NAMES && told.add(node)) {
      LOG.warn(
          "The edge node {} at {} sends its pictures unencrypted; type  gpu-node pair {}  here, and"
              + " there what that prints.",
          node,
          HostAndPort.of(peer.address()),
          node);
    }
  }
}

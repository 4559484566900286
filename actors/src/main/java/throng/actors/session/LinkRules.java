package throng.actors.session;

import java.net.InetSocketAddress;
import throng.streams.tls.PeerIdentity;

/** What a node wants to see of those who connect. Any thread may ask; no call blocks. */
public interface LinkRules {
  /** Of a node that does not encrypt. */
  LinkRules PLAIN = new Plain();

  /** Whether edges can be paired with this node, and then encrypt. */
  boolean takesCertificates();

  /** Whether nobody is let in without a certificate. */
  boolean needsCertificates();

  /** Whether that name is one's who has a certificate. */
  boolean isPaired(PeerIdentity peer);

  /** An edge node was let in that sends over the network what others can read. */
  void letInPlain(String node, InetSocketAddress from);

  /** Whether the certificates of that name count no more. */
  boolean isRevoked(PeerIdentity peer);
}

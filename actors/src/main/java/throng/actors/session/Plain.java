package throng.actors.session;

import java.net.InetSocketAddress;
import throng.streams.tls.PeerIdentity;

/** No certificate is looked at. */
final class Plain implements LinkRules {
  @Override
  public boolean takesCertificates() {
    return false;
  }

  @Override
  public boolean needsCertificates() {
    return false;
  }

  @Override
  public boolean isPaired(PeerIdentity peer) {
    return false;
  }

  @Override
  public void letInPlain(String node, InetSocketAddress from) {}

  @Override
  public boolean isRevoked(PeerIdentity peer) {
    return false;
  }
}

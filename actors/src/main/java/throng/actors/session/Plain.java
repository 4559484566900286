package throng.actors.session;

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
  public boolean isRevoked(PeerIdentity peer) {
    return false;
  }
}

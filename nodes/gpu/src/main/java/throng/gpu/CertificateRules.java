package throng.gpu;

import throng.actors.session.LinkRules;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.TlsSettings;

/** What this node wants to see of those who connect: {@code throng.gpu-node.tls}. */
final class CertificateRules implements LinkRules {
  private final TlsSettings tls;

  CertificateRules(TlsSettings tls) {
    this.tls = tls;
  }

  @Override
  public boolean takesCertificates() {
    return tls.identity().isThere();
  }

  @Override
  public boolean needsCertificates() {
    return tls.isRequired();
  }

  @Override
  public boolean isPaired(PeerIdentity peer) {
    return tls.identity().isPaired(peer);
  }

  @Override
  public boolean isRevoked(PeerIdentity peer) {
    return tls.identity().isRevoked(peer);
  }
}

package throng.gpu;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import throng.actors.session.LinkRules;
import throng.streams.log.RateLimitedLog;
import throng.streams.log.Reason;
import throng.streams.pki.PkiFiles;
import throng.streams.pki.UnencryptedEdges;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;
import throng.streams.tls.TlsSettings;

/** What this node wants to see of those who connect: {@code throng.gpu-node.tls}. */
final class CertificateRules implements LinkRules {
  private final TlsSettings tls;
  private final UnencryptedEdges unencrypted;
  private final RateLimitedLog log = RateLimitedLog.warnings(CertificateRules.class);

  CertificateRules(TlsSettings tls) {
    this.tls = tls;
    this.unencrypted = new UnencryptedEdges(new PkiFiles(tls.folder()), InstantSource.system());
  }

  /** Edge nodes that send what others can read. */
  List<UnencryptedEdges.Seen> unencrypted() {
    return unencrypted.all().stream().filter(it -> !isKnown(it.node())).toList();
  }

  private boolean isKnown(String edge) {
    PeerIdentity name = new PeerIdentity(Role.EDGE, edge);
    return isPaired(name) || isRevoked(name);
  }

  /** Keeps them for the command that lists who is paired; blocks on the disk. */
  void keep() {
    try {
      unencrypted.keep();
    } catch (IOException e) {
      log.write("keep", "Who sends unencrypted cannot be kept: " + Reason.of(e) + ".");
    }
  }

  @Override
  public void letInPlain(String node, InetSocketAddress from) {
    unencrypted.letIn(node, from);
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

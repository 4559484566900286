package throng.streams.tcp;

import java.net.InetSocketAddress;
import java.util.Optional;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Verdict;

/** A peer behind TLS. Who it is is known once the handshake is over; its messages come after. */
final class EncryptedPeer implements Peer {
  private final Peer peer;
  private volatile Verdict verdict = Verdict.NOBODY;

  EncryptedPeer(Peer peer) {
    this.peer = peer;
  }

  /** The handshake is over. */
  void shown(Verdict judged) {
    verdict = judged;
  }

  @Override
  public InetSocketAddress address() {
    return peer.address();
  }

  @Override
  public boolean isEncrypted() {
    return true;
  }

  @Override
  public Optional<PeerIdentity> identity() {
    return verdict.identity();
  }

  @Override
  public Optional<String> distrust() {
    return verdict.distrust();
  }

  @Override
  public boolean isGone() {
    return peer.isGone();
  }

  @Override
  public void encrypts() {
    peer.encrypts();
  }

  @Override
  public void judged() {
    peer.judged();
  }

  @Override
  public void waits() {
    peer.waits();
  }

  @Override
  public void admitted() {
    peer.admitted();
  }

  @Override
  public void refused() {
    peer.refused();
  }

  @Override
  public void left() {
    peer.left();
  }
}

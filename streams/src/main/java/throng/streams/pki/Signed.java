package throng.streams.pki;

import java.io.IOException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import throng.streams.tls.PeerIdentity;

/**
 * What an authority has signed for a node.
 *
 * @param chain the node's certificate, then what stands between it and those that are trusted
 * @param trusted the authorities, the newest first
 */
record Signed(List<X509Certificate> chain, List<X509Certificate> trusted) {

  /** Takes apart what {@link SiteAuthority#sign} gives: who vouches for itself is an authority. */
  static Signed of(List<X509Certificate> all) {
    List<X509Certificate> trusted = all.stream().skip(1).filter(Certificates::isRoot).toList();
    // The newest authority stands in the chain too: who pairs compares it with its code.
    List<X509Certificate> chain =
        all.stream().filter(each -> !trusted.contains(each) || each == trusted.get(0)).toList();
    return new Signed(chain, trusted);
  }

  X509Certificate own() {
    return chain.get(0);
  }

  /** Whether it is that node's, with that key. */
  boolean isFor(PeerIdentity whom, PublicKey key) {
    return PeerIdentity.of(own()).filter(whom::equals).isPresent() && Certificates.isOf(own(), key);
  }

  boolean isSignedByItsAuthority() {
    return Certificates.isSignedWith(own(), trusted.get(0).getPublicKey());
  }

  /** Whether those who trusted these authorities before may trust it, and nobody new beside it. */
  boolean follows(List<X509Certificate> before) {
    return before.containsAll(trusted.subList(1, trusted.size()));
  }

  /** Keeps it, in place of what was there. */
  void keepIn(PkiFiles folder, KeyPair keys) throws IOException {
    folder.keep(keys, chain, trusted);
  }
}

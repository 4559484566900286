package throng.streams.tls;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import throng.streams.settings.SettingsException;

/**
 * Who a node is within its site, and whom it trusts, as its folder held it at one moment.
 *
 * @param self whom its own certificate names
 * @param ends when that one does
 * @param accepting takes clients; their certificates are judged later
 * @param members speaks with GPU nodes alone, from either side
 * @param trust judges certificates
 */
record SiteIdentity(
    PeerIdentity self, Instant ends, SSLContext accepting, SSLContext members, SiteTrust trust) {

  /**
   * Reads it.
   *
   * @param role what the node is
   * @throws SettingsException with file and line, if the folder's files do not belong together, or
   *     are another role's
   */
  static SiteIdentity read(PkiFolder folder, Role role, Predicate<PeerIdentity> isRevoked) {
    List<X509Certificate> authorities = folder.authorities();
    SiteTrust trust = new SiteTrust(authorities, isRevoked, InstantSource.system());
    X509Certificate own = folder.own().chain().get(0);
    PeerIdentity self = self(folder, authorities, role);
    return new SiteIdentity(
        self,
        own.getNotAfter().toInstant(),
        folder.own().context(Optional.of(new JudgedLater())),
        folder.own().context(Optional.of(new GpuNodeTrust(trust))),
        trust);
  }

  /**
   * That it has ended is for others to say: until it is renewed the node still does what it can.
   */
  private static PeerIdentity self(PkiFolder folder, List<X509Certificate> authorities, Role role) {
    List<X509Certificate> chain = folder.own().chain();
    Instant whileItHeld = chain.get(0).getNotAfter().toInstant().minusSeconds(1);
    try {
      PeerIdentity self =
          new SiteTrust(authorities, peer -> false, () -> whileItHeld)
              .check(chain, role == Role.GPU_NODE ? Usage.SERVER : Usage.CLIENT);
      if (self.role() == role) {
        return self;
      }
      throw new DistrustException(
          "The certificate is %s's, but this is a node of the kind %s; each needs a folder of its own (tls.folder)."
              .formatted(self, role.word()));
    } catch (DistrustException e) {
      throw new SettingsException(folder.own().certificate() + ": " + e.getMessage());
    }
  }
}

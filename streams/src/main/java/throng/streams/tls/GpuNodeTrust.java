package throng.streams.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Lets nobody be at the other end but a GPU node of the site, whichever side it is on. */
public final class GpuNodeTrust extends X509ExtendedTrustManager {
  /** Finds out what to trust when it is seen what is shown. */
  @FunctionalInterface
  public interface Authorities {
    /**
     * The site's.
     *
     * @throws CertificateException if what is shown is of none
     */
    List<X509Certificate> of(List<X509Certificate> shown) throws CertificateException;
  }

  private interface Trust {
    SiteTrust of(List<X509Certificate> shown) throws CertificateException;
  }

  private final Trust trust;

  GpuNodeTrust(SiteTrust trust) {
    this.trust = shown -> trust;
  }

  /** Of a site that is known only when one of its nodes is seen; nobody of it is revoked. */
  public GpuNodeTrust(Authorities authorities) {
    this.trust =
        shown -> new SiteTrust(authorities.of(shown), peer -> false, InstantSource.system());
  }

  private void check(X509Certificate[] chain, Usage usage) throws CertificateException {
    List<X509Certificate> shown = List.of(chain);
    PeerIdentity peer = trust.of(shown).check(shown, usage);
    if (peer.role() != Role.GPU_NODE) {
      throw new DistrustException("The certificate is %s's, no GPU node's.".formatted(peer));
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws CertificateException {
    check(chain, Usage.SERVER);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws CertificateException {
    check(chain, Usage.CLIENT);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws CertificateException {
    check(chain, Usage.SERVER);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws CertificateException {
    check(chain, Usage.CLIENT);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    check(chain, Usage.SERVER);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    check(chain, Usage.CLIENT);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}

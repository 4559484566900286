package throng.streams.tls;

import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Lets nobody be at the other end but a GPU node of the site, whichever side it is on. */
final class GpuNodeTrust extends X509ExtendedTrustManager {
  private final SiteTrust trust;

  GpuNodeTrust(SiteTrust trust) {
    this.trust = trust;
  }

  private void check(X509Certificate[] chain, Usage usage) throws DistrustException {
    PeerIdentity peer = trust.check(List.of(chain), usage);
    if (peer.role() != Role.GPU_NODE) {
      throw new DistrustException("The certificate is %s's, no GPU node's.".formatted(peer));
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws DistrustException {
    check(chain, Usage.SERVER);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws DistrustException {
    check(chain, Usage.CLIENT);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws DistrustException {
    check(chain, Usage.SERVER);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws DistrustException {
    check(chain, Usage.CLIENT);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind) throws DistrustException {
    check(chain, Usage.SERVER);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind) throws DistrustException {
    check(chain, Usage.CLIENT);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}

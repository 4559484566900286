package throng.streams.pki;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;

/**
 * Trusts a site's GPU nodes, by their authority and role alone: host names and addresses may
 * change.
 */
abstract class GpuNodeTrust extends X509ExtendedTrustManager {
  private static final String SERVER = "1.3.6.1.5.5.7.3.1";

  /** Which authorities to trust, once it is known what the peer shows. */
  abstract List<X509Certificate> authorities(X509Certificate[] shown) throws CertificateException;

  private void check(X509Certificate[] chain, String kind) throws CertificateException {
    List<X509Certificate> authorities = authorities(chain);
    ofPath(authorities).checkServerTrusted(chain, kind);
    List<String> uses = chain[0].getExtendedKeyUsage();
    boolean isGpuNode =
        PeerIdentity.of(chain[0]).filter(it -> it.role() == Role.GPU_NODE).isPresent();
    if (!isGpuNode || uses == null || !uses.contains(SERVER)) {
      throw new CertificateException("what answers there is of this site, but no GPU node");
    }
  }

  private static X509ExtendedTrustManager ofPath(List<X509Certificate> authorities)
      throws CertificateException {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (X509Certificate each : authorities) {
        store.setCertificateEntry("authority" + store.size(), each);
      }
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(store);
      return Arrays.stream(factory.getTrustManagers())
          .filter(X509ExtendedTrustManager.class::isInstance)
          .map(X509ExtendedTrustManager.class::cast)
          .findFirst()
          .orElseThrow();
    } catch (IOException | GeneralSecurityException e) {
      throw new CertificateException("its authority cannot be used", e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    check(chain, kind);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws CertificateException {
    check(chain, kind);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws CertificateException {
    check(chain, kind);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    throw new CertificateException("nobody is served here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, kind);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, kind);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}

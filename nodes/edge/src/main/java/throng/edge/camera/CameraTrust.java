package throng.edge.camera;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trusts a camera whose certificate is of its own making, as most are, and says so once a host.
 *
 * <p>The pictures are then hidden from listeners, but not from somebody who plays the camera.
 */
final class CameraTrust extends X509ExtendedTrustManager {
  private static final Logger LOG = LoggerFactory.getLogger(CameraTrust.class);
  private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

  private final String host;
  private final X509ExtendedTrustManager usual;

  private CameraTrust(String host, X509ExtendedTrustManager usual) {
    this.host = host;
    this.usual = usual;
  }

  static SSLContext context(String host) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      X509ExtendedTrustManager usual = (X509ExtendedTrustManager) factory.getTrustManagers()[0];
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new CameraTrust(host, usual)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
    try {
      usual.checkServerTrusted(chain, type, engine);
    } catch (CertificateException unknown) {
      said();
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
    try {
      usual.checkServerTrusted(chain, type, socket);
    } catch (CertificateException unknown) {
      said();
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) {
    try {
      usual.checkServerTrusted(chain, type);
    } catch (CertificateException unknown) {
      said();
    }
  }

  private void said() {
    if (SAID.add(host)) {
      LOG.warn(
          "The camera {} has a certificate that nobody known has signed; it is taken all the same:"
              + " nobody can listen in, but whether it is that camera is not known.",
          host);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) {}

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return usual.getAcceptedIssuers();
  }
}

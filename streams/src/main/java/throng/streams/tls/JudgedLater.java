package throng.streams.tls;

import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Takes whatever certificate a client shows, so that one that does not count can be refused in
 * words: {@link LinkIdentity#judge} decides once the handshake is over, before the first message is
 * answered. That the client has the certificate's key is part of the handshake.
 */
final class JudgedLater extends X509ExtendedTrustManager {
  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {
    // Judged later.
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) {
    // Judged later.
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind) {
    // Judged later.
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws DistrustException {
    refuse(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws DistrustException {
    refuse(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind) throws DistrustException {
    refuse(chain);
  }

  private static void refuse(X509Certificate[] chain) throws DistrustException {
    throw new DistrustException(
        "No server is trusted here, whatever it shows (%d)".formatted(List.of(chain).size()));
  }

  /** None: a client shows what it has, whoever has signed it. */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}

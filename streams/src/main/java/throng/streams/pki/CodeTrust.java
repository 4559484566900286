package throng.streams.pki;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import throng.streams.tls.GpuNodeTrust;

/** Trusts the GPU nodes of the site that made a code: before the secret is sent, and only then. */
final class CodeTrust {
  private CodeTrust() {}

  static SSLContext of(PairingCode code) {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      TrustManager trust = new GpuNodeTrust(shown -> List.of(authority(code, shown)));
      context.init(null, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has TLS 1.3.", e);
    }
  }

  private static X509Certificate authority(PairingCode code, List<X509Certificate> shown)
      throws CertificateException {
    return shown.stream()
        .filter(code::isBy)
        .findFirst()
        .orElseThrow(
            () ->
                new CertificateException(
                    "what answers there is not of the site that made this code; the code may be"
                        + " mistyped, the address wrong, or somebody between. The secret was not"
                        + " sent"));
  }
}

package throng.streams.pki;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Trusts the GPU nodes of the site that made a code: before the secret is sent, and only then. */
final class CodeTrust extends GpuNodeTrust {
  private final PairingCode code;

  private CodeTrust(PairingCode code) {
    this.code = code;
  }

  static SSLContext of(PairingCode code) {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(null, new TrustManager[] {new CodeTrust(code)}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has TLS 1.3.", e);
    }
  }

  @Override
  List<X509Certificate> authorities(X509Certificate[] shown) throws CertificateException {
    return List.of(
        Arrays.stream(shown)
            .filter(code::isBy)
            .findFirst()
            .orElseThrow(
                () ->
                    new CertificateException(
                        "what answers there is not of the site that made this code; the code may be"
                            + " mistyped, the address wrong, or somebody between. The secret was"
                            + " not sent")));
  }
}

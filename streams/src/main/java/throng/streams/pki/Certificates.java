package throng.streams.pki;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Certificates as bytes and as PEM (RFC 7468), and what tells them apart. */
final class Certificates {
  private static final int LINE = 64;

  private Certificates() {}

  static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("A certificate that was read has its bytes.", e);
    }
  }

  static X509Certificate parse(byte[] encoded) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(encoded));
  }

  static String pem(List<X509Certificate> certificates) {
    return certificates.stream()
        .map(each -> pem("CERTIFICATE", encoded(each)))
        .collect(Collectors.joining());
  }

  static String pem(String label, byte[] content) {
    String text = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, text, label);
  }

  /** Whether it vouches for itself: an authority's own, which is trusted or is not. */
  static boolean isRoot(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
        && isSignedWith(certificate, certificate.getPublicKey());
  }

  /** Whether it may sign others'. */
  static boolean isAuthority(X509Certificate certificate) {
    return certificate.getBasicConstraints() >= 0;
  }

  static boolean isSignedWith(X509Certificate certificate, PublicKey key) {
    try {
      certificate.verify(key);
      return true;
    } catch (GeneralSecurityException another) {
      return false;
    }
  }

  static boolean isOf(X509Certificate certificate, PublicKey key) {
    return Arrays.equals(certificate.getPublicKey().getEncoded(), key.getEncoded());
  }
}

package throng.streams.tls;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import throng.streams.settings.SettingsException;

/** The certificates of a PEM file. */
final class PemCertificates {
  private static final String LABEL = "CERTIFICATE";

  private PemCertificates() {}

  /**
   * All of them, in their order; one at least.
   *
   * @throws SettingsException if there is none, or one is broken
   */
  static List<X509Certificate> read(Path file) {
    List<X509Certificate> all =
        PemBlock.read(file).stream()
            .filter(block -> block.label().equals(LABEL))
            .map(PemCertificates::certificate)
            .toList();
    if (all.isEmpty()) {
      throw new SettingsException(
          file + " holds no certificate; one begins with -----BEGIN " + LABEL + "-----.");
    }
    return all;
  }

  private static X509Certificate certificate(PemBlock block) {
    byte[] content = block.content();
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(content));
    } catch (CertificateException e) {
      throw block.refused("the certificate is broken");
    }
  }
}

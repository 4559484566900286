package throng.gpu.publish.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import throng.streams.settings.SettingsException;

/** Trust in who signs with the certificates of a PEM file. */
final class PemTrust {
  private PemTrust() {}

  /**
   * Reads the file.
   *
   * @param file empty: there is none
   * @throws SettingsException if it cannot be read, or has no certificate
   */
  static Optional<TrustManagerFactory> of(String file) {
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (all.isEmpty()) {
        throw new SettingsException("The file " + file + " holds no certificate.");
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate each : all) {
        store.setCertificateEntry("ca-" + store.size(), each);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      return Optional.of(trust);
    } catch (IOException | GeneralSecurityException e) {
      throw new SettingsException(
          "The file " + file + " is not there, or cannot be read as PEM certificates.");
    }
  }
}

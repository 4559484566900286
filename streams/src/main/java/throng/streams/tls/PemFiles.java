package throng.streams.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import throng.streams.log.Reason;
import throng.streams.settings.SettingsException;

/**
 * A server's certificate and its key, as PEM files.
 *
 * @param certificate the server's own first, then those that signed it
 * @param key its private key, PKCS #8, not encrypted
 */
public record PemFiles(Path certificate, Path key) {

  /**
   * Reads both.
   *
   * @throws SettingsException with file and line, if one cannot be read or they do not belong
   *     together
   */
  public ServerIdentity read() {
    return new ServerIdentity(context(Optional.empty()), chain().get(0).getNotAfter().toInstant());
  }

  /**
   * What encrypts with them.
   *
   * @param trust decides whom to believe; empty: those whom Java trusts
   * @throws SettingsException with file and line, if one cannot be read or they do not belong
   *     together
   */
  SSLContext context(Optional<TrustManager> trust) {
    List<X509Certificate> chain = chain();
    PrivateKey its = PemKey.read(key, chain.get(0), certificate);
    try {
      return context(chain, its, trust.stream().toArray(TrustManager[]::new));
    } catch (IOException | GeneralSecurityException e) {
      throw new SettingsException(certificate + " cannot be used for TLS: " + Reason.of(e) + ".");
    }
  }

  /**
   * Reads the certificates alone.
   *
   * @throws SettingsException with file and line, if they cannot be read
   */
  public List<X509Certificate> chain() {
    return PemCertificates.read(certificate);
  }

  private static SSLContext context(
      List<X509Certificate> chain, PrivateKey key, TrustManager[] trust)
      throws IOException, GeneralSecurityException {
    // It never leaves this process.
    char[] password = new char[0];
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("own", key, password, chain.toArray(new X509Certificate[0]));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.length == 0 ? null : trust, null);
    return context;
  }

  /** Tells two states of the files apart. */
  String stamp() {
    return stamp(certificate) + " " + stamp(key);
  }

  // Programs that renew certificates often only point a link elsewhere.
  static String stamp(Path file) {
    try {
      return file.toRealPath() + " " + Files.getLastModifiedTime(file) + " " + Files.size(file);
    } catch (IOException gone) {
      return "gone";
    }
  }
}

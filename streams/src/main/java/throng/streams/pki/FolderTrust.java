package throng.streams.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Shows a node's own certificate, and trusts the GPU nodes of its site. */
final class FolderTrust extends GpuNodeTrust {
  private final List<X509Certificate> authorities;

  private FolderTrust(List<X509Certificate> authorities) {
    this.authorities = authorities;
  }

  /**
   * As the folder is now.
   *
   * @throws throng.streams.settings.SettingsException with the file, if one cannot be read
   */
  static SSLContext of(PkiFiles folder) throws IOException {
    // It never leaves this process.
    char[] password = new char[0];
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "node",
          folder.keys().getPrivate(),
          password,
          folder.chain().toArray(new X509Certificate[0]));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, password);
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(
          keys.getKeyManagers(),
          new TrustManager[] {new FolderTrust(PkiFiles.read(folder.authorities()))},
          new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(folder.certificate() + " cannot be used for TLS", e);
    }
  }

  @Override
  List<X509Certificate> authorities(X509Certificate[] shown) {
    return authorities;
  }
}

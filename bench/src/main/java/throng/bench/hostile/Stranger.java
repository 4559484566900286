package throng.bench.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Speaks TLS, is of no site that the node knows, and minds nobody. */
final class Stranger {
  private static final String PASSWORD = "of no worth";
  private static final String AUTHORITY = "authority";
  private static final int LONGEST_HELLO = 1 << 16;

  private Stranger() {}

  /** Shows nothing. */
  static SSLContext withoutCertificate() {
    try {
      return context();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Shows an edge's certificate, which the JDK's keytool makes. */
  static SSLContext ofAnotherSite() {
    try {
      Path folder = Files.createTempDirectory("stranger");
      Path store = folder.resolve("keys.p12");
      keytool(store, AUTHORITY, List.of("-ext", "bc:c=ca:true"));
      keytool(
          store,
          "edge",
          List.of(
              "-signer",
              AUTHORITY,
              "-ext",
              "san=uri:throng:edge/hostile",
              "-ext",
              "eku=clientAuth"));
      KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
      Files.delete(store);
      Files.delete(folder);
      // Else it could be shown in the edge's place.
      keys.deleteEntry(AUTHORITY);
      KeyManagerFactory shown =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      shown.init(keys, PASSWORD.toCharArray());
      return context(shown.getKeyManagers());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SSLContext context(KeyManager... shown) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(shown, new TrustManager[] {new Credulous()}, null);
    return context;
  }

  private static void keytool(Path store, String alias, List<String> more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + alias,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
    command.addAll(more);
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
    try {
      if (keytool.waitFor() != 0) {
        throw new IOException("There is no certificate: " + said);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a client says first, as bytes. */
  static byte[] clientHello() {
    SSLEngine engine = withoutCertificate().createSSLEngine();
    engine.setUseClientMode(true);
    ByteBuffer first = ByteBuffer.allocate(LONGEST_HELLO);
    try {
      engine.wrap(ByteBuffer.allocate(0), first);
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
    return Arrays.copyOf(first.array(), first.position());
  }

  /** Believes whatever it is shown. */
  private static final class Credulous extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}

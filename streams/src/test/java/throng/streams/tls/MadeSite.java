package throng.streams.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;

/** A site's authority and what it signs, made by the JDK's keytool for a test. */
public final class MadeSite {
  private static final String PASSWORD = "only for a test";
  private static final String AUTHORITY = "authority";

  private final Path folder;
  private final Path store;

  private MadeSite(Path folder, Path store) {
    this.folder = folder;
    this.store = store;
  }

  /**
   * Makes a site's authority.
   *
   * @param folder where keytool may write
   */
  public static MadeSite in(Path folder) {
    try {
      Path own = Files.createTempDirectory(folder, "site");
      MadeSite site = new MadeSite(own, own.resolve("store.p12"));
      site.keytool(AUTHORITY, List.of("-ext", "bc:c=ca:true", "-validity", "3650"));
      return site;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A GPU node's folder. */
  public Path gpuNode(String name) {
    return signed(
        new PeerIdentity(Role.GPU_NODE, name).uri(), "serverAuth,clientAuth", "-validity", "365");
  }

  /** An edge node's folder. */
  public Path edge(String name) {
    return signed(new PeerIdentity(Role.EDGE, name).uri(), "clientAuth", "-validity", "365");
  }

  /** The folder of an edge node whose certificate has ended. */
  public Path expiredEdge(String name) {
    return signed(
        new PeerIdentity(Role.EDGE, name).uri(),
        "clientAuth",
        "-startdate",
        "-10d",
        "-validity",
        "2");
  }

  /**
   * A folder with a certificate of the site's.
   *
   * @param uri whom it names
   * @param purposes what it may be used for
   */
  public Path signed(String uri, String purposes, String... more) {
    String alias = "a" + Integer.toHexString(uri.hashCode()) + System.nanoTime();
    List<String> options =
        new ArrayList<>(
            List.of("-signer", AUTHORITY, "-ext", "san=uri:" + uri, "-ext", "eku=" + purposes));
    options.addAll(List.of(more));
    keytool(alias, options);
    return write(alias);
  }

  /** What a client shows who has this folder, and who minds nobody. */
  public static SSLContext client(Path pki) {
    return new PkiFolder(pki).own().context(Optional.of(new AnybodyTrust()));
  }

  /** A client that shows nothing, and minds nobody. */
  public static SSLContext nobody() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new AnybodyTrust()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a client says first, of a handshake that it does not go on with. */
  public static byte[] clientHello() {
    SSLEngine engine = nobody().createSSLEngine();
    engine.setUseClientMode(true);
    ByteBuffer first = ByteBuffer.allocate(1 << 16);
    try {
      engine.wrap(ByteBuffer.allocate(0), first);
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
    return Arrays.copyOf(first.array(), first.position());
  }

  private Path write(String alias) {
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      byte[] own = keys.getCertificate(alias).getEncoded();
      byte[] authority = keys.getCertificate(AUTHORITY).getEncoded();
      byte[] key = Objects.requireNonNull(keys.getKey(alias, PASSWORD.toCharArray())).getEncoded();
      Path pki = Files.createTempDirectory(folder, "pki");
      Files.writeString(pki.resolve("ca.crt"), pem("CERTIFICATE", authority));
      Files.writeString(
          pki.resolve("node.crt"), pem("CERTIFICATE", own) + pem("CERTIFICATE", authority));
      Files.writeString(pki.resolve("node.key"), pem("PRIVATE KEY", key));
      return pki;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes a key and its certificate. */
  private void keytool(String alias, List<String> options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
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
    command.addAll(options);
    try {
      Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
      byte[] said = keytool.getInputStream().readAllBytes();
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException(new String(said, StandardCharsets.UTF_8));
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String label, byte[] content) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, text, label);
  }
}

package throng.streams.pki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import throng.streams.file.WholeFile;
import throng.streams.settings.HostAndPort;
import throng.streams.settings.SettingsException;
import throng.streams.tls.LinkIdentity;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.PemFiles;
import throng.streams.tls.PemKey;
import throng.streams.tls.Role;

/**
 * Where a node keeps who it is and whom it trusts. Each file is written whole, for its owner only,
 * and {@code node.crt} last: without it the others are nobody's yet. Blocks on the disk.
 *
 * @param path may not be there yet
 */
public record PkiFiles(Path path) {
  private static final String ISSUED = "issued";

  /** The authorities that are trusted; the newest first. */
  public Path authorities() {
    return path.resolve("ca.crt");
  }

  /** The authority's key, on one node of a site only. */
  Path authorityKey() {
    return path.resolve("ca.key");
  }

  /** While an authority takes another's place: the new one, signed by the one before. */
  Path cross() {
    return path.resolve("ca-cross.crt");
  }

  /** This node's own certificate, then those that signed it. */
  public Path certificate() {
    return path.resolve("node.crt");
  }

  public Path key() {
    return path.resolve("node.key");
  }

  /** Whom nobody is to let in any more, a line each: {@code edge/lobby}. */
  public Path revoked() {
    return path.resolve("revoked");
  }

  /** Edge nodes that were served without a certificate, a line each. */
  Path unencrypted() {
    return path.resolve("unencrypted");
  }

  Path codes() {
    return path.resolve("codes");
  }

  /** Where the node with the authority's key is, {@code host:port}, on the others. */
  Path signer() {
    return path.resolve("signer");
  }

  /** The same, where it is known. */
  Optional<HostAndPort> signersPlace() {
    try {
      return new WholeFile(signer()).read().flatMap(text -> HostAndPort.parse(text.strip()));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** The newest certificate of each that was let in. */
  Path issued() {
    return path.resolve(ISSUED);
  }

  Path issued(PeerIdentity whom) {
    return issued().resolve(whom.role().word() + "." + whom.name() + ".crt");
  }

  /** Whether this node has been paired, or signs by itself. */
  public boolean isWhole() {
    return Files.exists(certificate());
  }

  /** Whether this node has the authority's key. */
  public boolean isSigner() {
    return Files.exists(authorityKey());
  }

  /**
   * Who this node is; empty: it has no certificate.
   *
   * @throws SettingsException with the file, if it cannot be read
   */
  public Optional<PeerIdentity> identity() {
    return isWhole() ? PeerIdentity.of(own()) : Optional.empty();
  }

  /** This node's own certificate. */
  X509Certificate own() {
    return chain().get(0);
  }

  List<X509Certificate> chain() {
    return read(certificate());
  }

  static List<X509Certificate> read(Path file) {
    return new PemFiles(file, file).chain();
  }

  /**
   * This node's keys: those of its certificate; where it has none, new ones, which are kept. As
   * long as the key stays, one file alone makes a renewed identity.
   *
   * @throws SettingsException with the file, if those of its certificate cannot be read
   */
  KeyPair keys() throws IOException {
    if (isWhole()) {
      return ownKeys();
    }
    KeyPair keys = Keys.create();
    keep(keys);
    return keys;
  }

  /**
   * The keys of this node's certificate.
   *
   * @throws SettingsException with the file, if they cannot be read
   */
  KeyPair ownKeys() {
    X509Certificate own = own();
    return new KeyPair(own.getPublicKey(), PemKey.read(key(), own, certificate()));
  }

  void keep(KeyPair keys) throws IOException {
    new WholeFile(key()).write(Keys.pem(keys.getPrivate()));
  }

  /**
   * Shows this node's certificate, and trusts the GPU nodes of its site.
   *
   * @param role what this node is
   * @throws SettingsException with the file, if one cannot be used
   */
  SSLContext members(Role role) {
    return LinkIdentity.of(path, role).members().get();
  }

  /** Takes a chain that was signed for this node's key, and whom to trust from now on. */
  void keep(List<X509Certificate> chain, List<X509Certificate> trusted) throws IOException {
    String roots = Certificates.pem(trusted);
    WholeFile authorities = new WholeFile(authorities());
    if (!authorities.read().equals(Optional.of(roots))) {
      authorities.write(roots);
    }
    new WholeFile(certificate()).write(Certificates.pem(chain));
  }
}

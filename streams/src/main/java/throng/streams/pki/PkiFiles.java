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
  private static final int DISK_CHECK = 1 << 14;

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
    return place(signer());
  }

  /** The GPU node with which an edge node was paired, {@code host:port}. */
  Path pairedWith() {
    return path.resolve("paired-with");
  }

  /** The same; empty: this node was paired with none, or it is not known with which. */
  public Optional<HostAndPort> gpuNode() {
    return isWhole() ? place(pairedWith()) : Optional.empty();
  }

  private static Optional<HostAndPort> place(Path file) {
    try {
      return new WholeFile(file).read().flatMap(text -> HostAndPort.parse(text.strip()));
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
   * The keys of this node's certificate.
   *
   * @throws SettingsException with the file, if one cannot be read
   */
  KeyPair keys() {
    X509Certificate own = own();
    return new KeyPair(own.getPublicKey(), PemKey.read(key(), own, certificate()));
  }

  /** The same, or new ones, which are not kept yet, where those cannot be used. */
  KeyPair keysOrNew() {
    if (isWhole()) {
      try {
        return keys();
      } catch (SettingsException useless) {
        return Keys.create();
      }
    }
    return Keys.create();
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

  /**
   * Takes a chain that was signed for this node's key, and whom to trust from now on. As long as
   * the key stays, one file alone makes a renewed identity.
   */
  void keep(KeyPair keys, List<X509Certificate> chain, List<X509Certificate> trusted)
      throws IOException {
    writeIfNew(key(), Keys.pem(keys.getPrivate()));
    writeIfNew(authorities(), Certificates.pem(trusted));
    new WholeFile(certificate()).write(Certificates.pem(chain));
  }

  private static void writeIfNew(Path file, String text) throws IOException {
    WholeFile whole = new WholeFile(file);
    if (!holds(whole, text)) {
      whole.write(text);
    }
  }

  private static boolean holds(WholeFile file, String text) {
    try {
      return file.read().filter(text::equals).isPresent();
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** Whether one of these is trusted already. */
  boolean trustsAnyOf(List<X509Certificate> authorities) {
    try {
      return read(authorities()).stream().anyMatch(authorities::contains);
    } catch (SettingsException noneYet) {
      return false;
    }
  }

  /** Writes as much as {@link #keep} will, and takes it away. */
  void checkDisk() throws IOException {
    Path file = path.resolve("disk-check");
    new WholeFile(file).write(new byte[DISK_CHECK]);
    Files.delete(file);
  }
}

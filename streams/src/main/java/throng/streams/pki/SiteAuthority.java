package throng.streams.pki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import throng.streams.file.WholeFile;
import throng.streams.settings.SettingsException;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.PemKey;
import throng.streams.tls.Role;

/**
 * Who signs the certificates of a site: the node that has the authority's key. Reads its files
 * anew, and blocks on the disk.
 */
final class SiteAuthority {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final PkiFiles folder;
  private final CertificateMaker maker = new CertificateMaker(RANDOM);
  private final X509Certificate root;
  private final KeyPair keys;

  private SiteAuthority(PkiFiles folder, X509Certificate root, KeyPair keys) {
    this.folder = folder;
    this.root = root;
    this.keys = keys;
  }

  /**
   * The authority of the folder.
   *
   * @throws SettingsException with the file, if it cannot be read
   */
  static SiteAuthority open(PkiFiles folder) {
    List<X509Certificate> roots = PkiFiles.read(folder.authorities());
    SettingsException why = new SettingsException(folder.authorities() + " holds nothing.");
    for (X509Certificate root : roots) {
      try {
        KeyPair keys =
            new KeyPair(
                root.getPublicKey(),
                PemKey.read(folder.authorityKey(), root, folder.authorities()));
        return new SiteAuthority(folder, root, keys);
      } catch (SettingsException another) {
        why = another;
      }
    }
    throw why;
  }

  /**
   * The authority of the folder, which is made where there is none, with this node's certificate.
   *
   * @param name this node's
   * @throws SettingsException if the folder is of a node that another one has let in
   */
  static SiteAuthority openOrMake(PkiFiles folder, String name, Instant now) throws IOException {
    if (!folder.isSigner() && folder.isWhole()) {
      throw new SettingsException(Sentences.anotherSigns(folder));
    }
    boolean isMade = Files.exists(folder.authorities());
    if (folder.isSigner() && !isMade && (folder.isWhole() || Files.exists(folder.issued()))) {
      throw new SettingsException(
          "%s is not there, without which nobody trusts the authority whose key is in %s: put a copy of it back."
              .formatted(folder.authorities(), folder.authorityKey()));
    }
    // A key without a certificate is what is left of who was stopped in between.
    SiteAuthority authority = folder.isSigner() && isMade ? open(folder) : make(folder, now);
    if (!folder.isWhole()) {
      authority.signOwn(new PeerIdentity(Role.GPU_NODE, name), now);
    }
    return authority;
  }

  private static SiteAuthority make(PkiFiles folder, Instant now) throws IOException {
    KeyPair keys = Keys.create();
    X509Certificate root = made(() -> new CertificateMaker(RANDOM).root(keys, now));
    new WholeFile(folder.authorityKey()).write(Keys.pem(keys.getPrivate()));
    new WholeFile(folder.authorities()).write(Certificates.pem(List.of(root)));
    return new SiteAuthority(folder, root, keys);
  }

  X509Certificate root() {
    return root;
  }

  /** A code for one who is to be let in. */
  PairingCode newCode() {
    return PairingCode.of(root, RANDOM);
  }

  /**
   * Signs, and remembers it.
   *
   * @return the certificate, then those that signed it, then whom else to trust
   */
  List<X509Certificate> sign(PeerIdentity whom, PublicKey key, Instant now) throws IOException {
    Instant end = now.plus(CertificateMaker.HOLDS);
    Instant last = root.getNotAfter().toInstant();
    X509Certificate own =
        made(() -> maker.node(whom, key, signer(), end.isBefore(last) ? end : last));
    new WholeFile(folder.issued(whom)).write(Certificates.pem(List.of(own)));
    List<X509Certificate> all = new ArrayList<>(List.of(own, root));
    if (Files.exists(folder.cross())) {
      all.addAll(PkiFiles.read(folder.cross()));
    }
    PkiFiles.read(folder.authorities()).stream()
        .filter(other -> !other.equals(root))
        .forEach(all::add);
    return all;
  }

  /** Signs this node's own certificate, and keeps it. */
  void signOwn(PeerIdentity self, Instant now) throws IOException {
    KeyPair own = folder.isWhole() ? folder.keys() : Keys.create();
    Signed.of(sign(self, own.getPublic(), now)).keepIn(folder, own);
  }

  /** The authority's signature of a text. */
  byte[] vouch(byte[] text) {
    return Keys.sign(keys.getPrivate(), text);
  }

  /** This authority's certificate as the most know it: those who trust only the one before, too. */
  X509Certificate oldestKnown() {
    return Files.exists(folder.cross()) ? PkiFiles.read(folder.cross()).get(0) : root;
  }

  /**
   * Puts a new authority in this one's place. Who trusts this one alone trusts the new one by the
   * cross certificate; both are trusted until {@link #forgetFormer}.
   */
  SiteAuthority renew(Instant now) throws IOException {
    KeyPair next = Keys.create();
    X509Certificate root = made(() -> maker.root(next, now));
    X509Certificate cross = made(() -> maker.cross(root, signer()));
    List<X509Certificate> trusted = List.of(root, this.root);
    // The key is the last: until it is there, the one before goes on signing.
    new WholeFile(folder.authorities()).write(Certificates.pem(trusted));
    new WholeFile(folder.cross()).write(Certificates.pem(List.of(cross)));
    new WholeFile(folder.authorityKey()).write(Keys.pem(next.getPrivate()));
    return new SiteAuthority(folder, root, next);
  }

  /**
   * Who still has a certificate of an authority before this one, and has neither ended nor gone.
   */
  List<PeerIdentity> ofFormer(Instant now) throws IOException {
    Revocations revoked = new Revocations(folder);
    List<PeerIdentity> left = new ArrayList<>();
    for (X509Certificate each : issued()) {
      Optional<PeerIdentity> whom = PeerIdentity.of(each);
      boolean isCurrent = Certificates.isSignedWith(each, root.getPublicKey());
      boolean holds = each.getNotAfter().toInstant().isAfter(now);
      if (whom.isPresent() && !isCurrent && holds && !revoked.contains(whom.get())) {
        left.add(whom.get());
      }
    }
    return left;
  }

  /** Trusts this authority alone from now on, once nobody has another's certificate any more. */
  void forgetFormer(Instant now) throws IOException {
    List<X509Certificate> trusted = PkiFiles.read(folder.authorities());
    // Where another has just been put before this one, this one is the former.
    boolean isNewest = trusted.get(0).equals(root);
    if (trusted.size() > 1 && isNewest && ofFormer(now).isEmpty()) {
      new WholeFile(folder.authorities()).write(Certificates.pem(List.of(root)));
      Files.deleteIfExists(folder.cross());
    }
  }

  /** The newest certificate of each that was let in, by name. */
  List<X509Certificate> issued() throws IOException {
    if (!Files.isDirectory(folder.issued())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder.issued())) {
      return files
          .filter(file -> file.toString().endsWith(".crt"))
          .sorted()
          .map(file -> PkiFiles.read(file).get(0))
          .toList();
    }
  }

  private CertificateMaker.Signer signer() {
    return new CertificateMaker.Signer(root.getSubjectX500Principal(), keys);
  }

  private interface Making {
    X509Certificate make() throws CertificateException;
  }

  private static X509Certificate made(Making making) {
    try {
      return making.make();
    } catch (CertificateException e) {
      throw new IllegalStateException("A certificate of known fields can be made.", e);
    }
  }
}

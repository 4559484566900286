package throng.streams.pki;

import akka.util.ByteString;
import java.io.IOException;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import throng.streams.file.WholeFile;
import throng.streams.settings.HostAndPort;
import throng.streams.settings.SettingsException;
import throng.streams.tls.DistrustException;
import throng.streams.tls.LinkIdentity;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;
import throng.streams.wire.Message;

/**
 * How a node comes into a site, and stays in it: the side that asks. What it has got it keeps;
 * until then the folder holds what it held. Blocks on the disk and the network.
 */
public final class Enrolment {
  private final PkiFiles folder;
  private final Role role;

  /**
   * @param role what this node is
   */
  public Enrolment(PkiFiles folder, Role role) {
    this.folder = folder;
    this.role = role;
  }

  /**
   * Comes in by a code. That the disk can be written shows before the secret is sent.
   *
   * @return who this node is from now on
   * @throws NotIssuedException with the other node's sentence
   * @throws IOException with a sentence
   * @throws SettingsException if the folder is another kind's
   */
  public PeerIdentity pair(HostAndPort node, PairingCode code)
      throws NotIssuedException, IOException {
    checkFolder();
    try (FolderLock held = FolderLock.take(folder)) {
      Optional<KeyPair> usable = usableKeys();
      KeyPair keys = usable.orElseGet(Keys::create);
      Signed signed = ask(node, CodeTrust.of(code), code.secret(), keys, role.word());
      if (!code.isBy(signed.trusted().get(0))) {
        throw new IOException("the node at " + node + " gave the certificate of another site");
      }
      PeerIdentity self = checked(node, signed, keys, role.word());
      if (role == Role.GPU_NODE) {
        new WholeFile(folder.signer()).write(node + "\n");
      }
      if (usable.isEmpty()) {
        folder.keep(keys);
      }
      signed.keepIn(folder);
      if (role == Role.GPU_NODE) {
        var unused = SignersRevocations.ofGpuNode(folder).look();
      }
      return self;
    }
  }

  /** Keys that are in the folder; empty: those of its certificate cannot be used any more. */
  private Optional<KeyPair> usableKeys() throws IOException {
    try {
      return Optional.of(folder.keys());
    } catch (SettingsException useless) {
      return Optional.empty();
    }
  }

  private void checkFolder() {
    if (folder.isSigner()) {
      throw new SettingsException(
          "%s holds the authority of a site, which this node would leave: give the node another folder with tls.folder."
              .formatted(folder.path()));
    }
    Optional<PeerIdentity> other = readable().filter(present -> present.role() != role);
    if (other.isPresent()) {
      throw new SettingsException(
          "%s holds the certificate of %s, and this is no node of that kind: give it another folder with tls.folder."
              .formatted(folder.path(), other.get()));
    }
  }

  /** Who this node is; empty: nobody yet, or by a certificate that is broken, and is replaced. */
  private Optional<PeerIdentity> readable() {
    try {
      return folder.identity();
    } catch (SettingsException broken) {
      return Optional.empty();
    }
  }

  /**
   * Asks for a further certificate with the present one.
   *
   * @throws NotIssuedException with the other node's sentence
   * @throws IOException with a sentence
   */
  void renew(HostAndPort node) throws NotIssuedException, IOException {
    PeerIdentity self = folder.identity().orElseThrow();
    KeyPair keys = folder.ownKeys();
    LinkIdentity present = LinkIdentity.of(folder.path(), role);
    SSLContext members = present.members().get();
    Signed signed = ask(node, members, ByteString.emptyByteString(), keys, self.toString());
    checked(node, signed, keys, self.toString());
    requireOfThisSite(node, signed, present);
    signed.keepIn(folder);
  }

  /** A GPU node passes on what the authority has signed; it is not to put one in its place. */
  private void requireOfThisSite(HostAndPort node, Signed signed, LinkIdentity present)
      throws IOException {
    List<X509Certificate> further = signed.trusted().subList(1, signed.trusted().size());
    try {
      PeerIdentity unused = present.vouched(signed.chain());
      if (PkiFiles.read(folder.authorities()).containsAll(further)) {
        return;
      }
    } catch (DistrustException ofAnother) {
      // Refused below.
    }
    throw new IOException("the node at " + node + " gave a certificate of another site");
  }

  private static Signed ask(
      HostAndPort node, SSLContext context, ByteString secret, KeyPair keys, String whom)
      throws NotIssuedException, IOException {
    ByteString key = ByteString.fromArray(keys.getPublic().getEncoded());
    Message.Paired paired =
        PairingClient.to(node, context).ask(new Message.Pair(secret, key, whom));
    if (paired.certificates().isEmpty()) {
      throw new IOException("the node at " + node + " gave no certificate");
    }
    List<X509Certificate> all = new ArrayList<>();
    try {
      for (ByteString each : paired.certificates()) {
        all.add(Certificates.parse(each.toArrayUnsafe()));
      }
    } catch (CertificateException broken) {
      throw new IOException("the node at " + node + " gave a broken certificate", broken);
    }
    Signed signed = Signed.of(all);
    if (signed.trusted().isEmpty()) {
      throw new IOException("the node at " + node + " gave no authority to trust");
    }
    return signed;
  }

  private static PeerIdentity checked(HostAndPort node, Signed signed, KeyPair keys, String whom)
      throws IOException {
    return PeerIdentity.of(signed.own())
        .filter(self -> self.toString().equals(whom) || self.role().word().equals(whom))
        .filter(self -> signed.isFor(self, keys.getPublic()))
        .filter(self -> signed.isSignedByItsAuthority())
        .orElseThrow(
            () -> new IOException("the node at " + node + " gave another node's certificate"));
  }
}

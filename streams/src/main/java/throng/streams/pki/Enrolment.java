package throng.streams.pki;

import akka.util.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import throng.streams.file.WholeFile;
import throng.streams.settings.HostAndPort;
import throng.streams.settings.SettingsException;
import throng.streams.tls.LinkIdentity;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;
import throng.streams.wire.Message;

/**
 * How a node comes into a site, and stays in it: the side that asks. What it has got it keeps;
 * until then the folder's files stay as they were. Blocks on the disk and the network.
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
      KeyPair keys = folder.keysOrNew();
      folder.checkDisk();
      Message.Pair first = pair(code.secret(), keys, role.word());
      Signed signed = signed(node, PairingClient.to(node, CodeTrust.of(code)).askSoon(first));
      if (!code.isBy(signed.trusted().get(0))) {
        throw new IOException("the node at " + node + " gave the certificate of another site");
      }
      PeerIdentity self = checked(node, signed, keys, role.word());
      new WholeFile(place()).write(node + "\n");
      boolean isAnotherSite = !folder.trustsAnyOf(signed.trusted());
      signed.keepIn(folder, keys);
      if (isAnotherSite) {
        // Whom that one sent away may be of the same name as one of this one's.
        Files.deleteIfExists(folder.revoked());
      }
      if (role == Role.GPU_NODE) {
        RevocationCheck.ofGpuNode(folder).look();
      }
      return self;
    }
  }

  /** Where it is kept who has let this node in. */
  private Path place() {
    return role == Role.GPU_NODE ? folder.signer() : folder.pairedWith();
  }

  private void checkFolder() {
    if (folder.isSigner()) {
      throw new SettingsException(
          "%s holds the authority of a site, which this node would leave: give the node another folder with tls.folder."
              .formatted(folder.path()));
    }
    Optional<PeerIdentity> another = present().filter(it -> it.role() != role);
    if (another.isPresent()) {
      throw new SettingsException(
          "%s holds the certificate of %s, and this is no node of that kind: give it another folder with tls.folder."
              .formatted(folder.path(), another.get()));
    }
  }

  private Optional<PeerIdentity> present() {
    try {
      return folder.identity();
    } catch (SettingsException broken) {
      // What cannot be read is nobody's: pairing mends it.
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
    KeyPair keys = folder.keys();
    Message.Pair further = pair(ByteString.emptyByteString(), keys, self.toString());
    Signed signed = signed(node, PairingClient.to(node, folder.members(role)).ask(further));
    checked(node, signed, keys, self.toString());
    checkTrusted(node, signed);
    signed.keepIn(folder, keys);
  }

  /** Any GPU node of the site may answer, and none may put itself in the authority's place. */
  private void checkTrusted(HostAndPort node, Signed signed) throws IOException {
    boolean isTrusted =
        signed.follows(PkiFiles.read(folder.authorities()))
            && LinkIdentity.of(folder.path(), role).trusts(signed.chain());
    if (!isTrusted) {
      throw new IOException(
          "the node at " + node + " gave the certificate of an authority that is not the site's");
    }
  }

  private static Message.Pair pair(ByteString secret, KeyPair keys, String whom) {
    return new Message.Pair(secret, ByteString.fromArray(keys.getPublic().getEncoded()), whom);
  }

  private static Signed signed(HostAndPort node, Message.Paired paired) throws IOException {
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

package throng.streams.pki;

import akka.util.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import throng.streams.settings.HostAndPort;
import throng.streams.settings.SettingsException;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;
import throng.streams.wire.Message;

/**
 * Answers who asks for a certificate. Reads the folder anew each time: what a command has just
 * changed holds at once. Blocks on the disk, and for a renewal on a node without the authority's
 * key on the network; any thread.
 */
public final class CertificateIssuer {
  /** For who asks for one without TLS. */
  public static final String ONLY_ENCRYPTED =
      "A certificate is given over TLS only: use edge-node pair or gpu-node join.";

  private final PkiFiles folder;
  private final InstantSource clock;

  public CertificateIssuer(PkiFiles folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * An answer.
   *
   * @param whom whom the certificate in it names; empty: it holds none
   */
  public record Issued(Optional<PeerIdentity> whom, Message.Paired paired) {}

  /**
   * A first certificate, for a code.
   *
   * @throws NotIssuedException if the code is none, or is for something else
   * @throws SettingsException if codes are taken by another node of the site
   * @throws IOException if the folder cannot be written; the code can then be used again
   */
  public Issued pair(Message.Pair ask) throws NotIssuedException, IOException {
    if (!folder.isSigner() && folder.isWhole()) {
      throw new SettingsException(Sentences.codesAreTakenElsewhere(folder));
    }
    if (!folder.isSigner()) {
      throw new NotIssuedException(Sentences.NO_SIGNER);
    }
    PublicKey key = key(ask);
    Role role = Role.of(ask.whom()).orElse(Role.EDGE);
    PairingCodes.Use use =
        new PairingCodes(folder).use(ask.secret().toArrayUnsafe(), role, clock.instant());
    try {
      Issued issued =
          issued(use.whom(), SiteAuthority.open(folder).sign(use.whom(), key, clock.instant()));
      if (use.holds()) {
        return issued;
      }
    } catch (IOException | RuntimeException failed) {
      use.giveBack();
      throw failed;
    }
    Files.deleteIfExists(folder.issued(use.whom()));
    throw new NotIssuedException(Sentences.noCode(false));
  }

  /**
   * A further certificate for who has one, for the key of that one; a GPU node may ask for an edge,
   * which has asked it. Or who is let in no more; edges are told of GPU nodes alone.
   *
   * @throws NotIssuedException if it is not for that peer
   */
  public Issued renew(PeerIdentity peer, Message.Pair ask) throws NotIssuedException, IOException {
    if (ask.secret().nonEmpty()) {
      throw new NotIssuedException(Sentences.HAS_ONE);
    }
    Optional<RevokedAsk> revokedAsk = RevokedAsk.parse(ask.whom());
    if (revokedAsk.isPresent()) {
      return new Issued(Optional.empty(), revoked(peer, ask, revokedAsk.get()));
    }
    PeerIdentity whom =
        PeerIdentity.parse(ask.whom())
            .filter(it -> it.equals(peer) || asksForAnother(peer, it))
            .orElseThrow(() -> new NotIssuedException(Sentences.notForIt(peer, ask.whom())));
    checkNotRevoked(List.of(peer, whom));
    if (!folder.isSigner()) {
      return new Issued(Optional.of(whom), forward(ask));
    }
    PublicKey key = keyThatStays(whom, ask);
    SiteAuthority authority = SiteAuthority.open(folder);
    Issued issued = issued(whom, authority.sign(whom, key, clock.instant()));
    authority.forgetFormer(clock.instant());
    return issued;
  }

  private void checkNotRevoked(List<PeerIdentity> peers) throws NotIssuedException, IOException {
    Revocations revoked = new Revocations(folder);
    for (PeerIdentity each : peers) {
      if (revoked.contains(each)) {
        throw new NotIssuedException(Sentences.revoked(each));
      }
    }
  }

  // Else whoever may ask for others could have names and keys of his own certified.
  private PublicKey keyThatStays(PeerIdentity whom, Message.Pair ask) throws NotIssuedException {
    PublicKey key = key(ask);
    Path issued = folder.issued(whom);
    if (!Files.exists(issued) || !Certificates.isOf(PkiFiles.read(issued).get(0), key)) {
      throw new NotIssuedException(Sentences.anotherKey(whom));
    }
    return key;
  }

  private Message.Paired revoked(PeerIdentity peer, Message.Pair ask, RevokedAsk part)
      throws NotIssuedException, IOException {
    checkNotRevoked(List.of(peer));
    if (peer.role() != Role.GPU_NODE && !part.gpuNodesOnly()) {
      throw new NotIssuedException(Sentences.onlyGpuNodes(peer));
    }
    return folder.isSigner()
        ? RevokedNames.signed(SiteAuthority.open(folder), part, new Revocations(folder).names())
        : forward(ask);
  }

  private static boolean asksForAnother(PeerIdentity peer, PeerIdentity whom) {
    return peer.role() == Role.GPU_NODE && whom.role() == Role.EDGE;
  }

  private Message.Paired forward(Message.Pair ask) throws NotIssuedException, IOException {
    HostAndPort signer =
        folder.signersPlace().orElseThrow(() -> new NotIssuedException(Sentences.NO_SIGNER));
    return PairingClient.to(signer, folder.members(Role.GPU_NODE)).ask(ask);
  }

  private static PublicKey key(Message.Pair ask) throws NotIssuedException {
    return Keys.publicKey(ask.publicKey().toArrayUnsafe())
        .orElseThrow(() -> new NotIssuedException(Sentences.NO_KEY));
  }

  private static Issued issued(PeerIdentity whom, List<X509Certificate> certificates) {
    return new Issued(
        Optional.of(whom),
        new Message.Paired(
            certificates.stream()
                .map(each -> ByteString.fromArrayUnsafe(Certificates.encoded(each)))
                .toList()));
  }
}

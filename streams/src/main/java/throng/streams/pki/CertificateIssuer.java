package throng.streams.pki;

import akka.util.ByteString;
import java.io.IOException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import throng.streams.settings.HostAndPort;
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

  /** Asked for in place of a name: who is let in no more. */
  static final String REVOKED = "revoked";

  private static final int MOST_REVOKED = 40;

  private final PkiFiles folder;
  private final InstantSource clock;

  public CertificateIssuer(PkiFiles folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * A first certificate, for a code.
   *
   * @throws NotIssuedException if the code is none, or is for something else
   * @throws IOException if the folder cannot be written; the code can then be used again
   */
  public Message.Paired pair(Message.Pair ask) throws NotIssuedException, IOException {
    if (!folder.isSigner()) {
      throw new NotIssuedException(Sentences.NO_SIGNER);
    }
    PublicKey key = key(ask);
    Role role = Role.of(ask.whom()).orElse(Role.EDGE);
    PairingCodes.Use use =
        new PairingCodes(folder).use(ask.secret().toArrayUnsafe(), role, clock.instant());
    try {
      return paired(SiteAuthority.open(folder).sign(use.whom(), key, clock.instant()));
    } catch (IOException | RuntimeException failed) {
      use.giveBack();
      throw failed;
    }
  }

  /**
   * A further certificate for who has one; a GPU node may ask for an edge, which has asked it. Or
   * who is let in no more, for a GPU node.
   *
   * @throws NotIssuedException if it is not for that peer
   */
  public Message.Paired renew(PeerIdentity peer, Message.Pair ask)
      throws NotIssuedException, IOException {
    if (ask.secret().nonEmpty()) {
      throw new NotIssuedException(Sentences.HAS_ONE);
    }
    if (ask.whom().equals(REVOKED)) {
      return revoked(peer);
    }
    PeerIdentity whom =
        PeerIdentity.parse(ask.whom())
            .filter(it -> it.equals(peer) || asksForAnother(peer, it))
            .orElseThrow(() -> new NotIssuedException(Sentences.notForIt(peer, ask.whom())));
    Revocations revoked = new Revocations(folder);
    for (PeerIdentity each : List.of(peer, whom)) {
      if (revoked.contains(each)) {
        throw new NotIssuedException(Sentences.revoked(each));
      }
    }
    if (!folder.isSigner()) {
      return forward(ask);
    }
    SiteAuthority authority = SiteAuthority.open(folder);
    Message.Paired paired = paired(authority.sign(whom, key(ask), clock.instant()));
    authority.forgetFormer(clock.instant());
    return paired;
  }

  private Message.Paired revoked(PeerIdentity peer) throws NotIssuedException, IOException {
    List<String> names = new Revocations(folder).names();
    if (peer.role() != Role.GPU_NODE || names.contains(peer.toString())) {
      throw new NotIssuedException(Sentences.onlyGpuNodes(peer));
    } else if (names.size() > MOST_REVOKED) {
      throw new NotIssuedException(Sentences.tooManyRevoked(MOST_REVOKED));
    }
    return new Message.Paired(names.stream().map(ByteString::fromString).toList());
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

  private static Message.Paired paired(List<X509Certificate> certificates) {
    return new Message.Paired(
        certificates.stream()
            .map(each -> ByteString.fromArrayUnsafe(Certificates.encoded(each)))
            .toList());
  }
}

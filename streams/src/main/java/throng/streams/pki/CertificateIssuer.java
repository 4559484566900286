package throng.streams.pki;

import akka.util.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
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

  /** Asked for in place of a name, with how many are known: who is let in no more. */
  private static final String REVOKED = "revoked/";

  /** So many names one message tells; fewer: there are no more. */
  static final int A_MESSAGE = 40;

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
   * A further certificate for who has one, and for the key that it was let in with; a GPU node may
   * ask for an edge, which has asked it. Or who is let in no more: an edge is told of GPU nodes.
   *
   * @throws NotIssuedException if it is not for that peer
   */
  public Message.Paired renew(PeerIdentity peer, Message.Pair ask)
      throws NotIssuedException, IOException {
    if (ask.secret().nonEmpty()) {
      throw new NotIssuedException(Sentences.HAS_ONE);
    }
    OptionalInt known = knownOfRevoked(ask);
    if (known.isPresent()) {
      return revoked(peer, known.getAsInt());
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
    requireKept(peer, whom, key(ask));
    SiteAuthority authority = SiteAuthority.open(folder);
    Message.Paired paired = paired(authority.sign(whom, key(ask), clock.instant()));
    authority.forgetFormer(clock.instant());
    return paired;
  }

  /** Nobody is let in by a renewal: it is for a name that was, and its key stays. */
  private void requireKept(PeerIdentity peer, PeerIdentity whom, PublicKey key)
      throws NotIssuedException {
    Path issued = folder.issued(whom);
    if (!Files.exists(issued) || !Certificates.isOf(PkiFiles.read(issued).get(0), key)) {
      throw new NotIssuedException(Sentences.notForIt(peer, whom.toString()));
    }
  }

  /** What asks who is let in no more, but for those first ones. */
  static Message.Pair revokedAfter(int known) {
    return new Message.Pair(
        ByteString.emptyByteString(), ByteString.emptyByteString(), REVOKED + known);
  }

  private static OptionalInt knownOfRevoked(Message.Pair ask) {
    if (!ask.whom().matches(REVOKED + "\\d{1,9}")) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(Integer.parseInt(ask.whom().substring(REVOKED.length())));
  }

  private Message.Paired revoked(PeerIdentity peer, int known)
      throws NotIssuedException, IOException {
    List<String> names = new Revocations(folder).names();
    if (names.contains(peer.toString())) {
      throw new NotIssuedException(Sentences.revoked(peer));
    }
    return new Message.Paired(
        names.stream()
            .filter(name -> peer.role() == Role.GPU_NODE || isGpuNode(name))
            .skip(known)
            .limit(A_MESSAGE)
            .map(ByteString::fromString)
            .toList());
  }

  private static boolean isGpuNode(String name) {
    return PeerIdentity.parse(name).filter(it -> it.role() == Role.GPU_NODE).isPresent();
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

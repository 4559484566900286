package throng.actors.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.OptionalInt;
import throng.streams.tcp.Peer;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;
import throng.streams.wire.Message;
import throng.streams.wire.Message.Refused;
import throng.streams.wire.RefusedCode;
import throng.streams.wire.WireFormat;

/** Whether an edge that says hello may come in, by what it says and shows alone. */
final class Admission {
  private final Optional<String> token;
  private final LinkRules rules;

  /**
   * @param token what one without a certificate must say; empty: nothing
   */
  Admission(Optional<String> token, LinkRules rules) {
    this.token = token;
    this.rules = rules;
  }

  /** Why it may not; empty: it may. */
  Optional<Refused> refusal(Message.Hello hello, Peer peer) {
    if (version(hello).isEmpty()) {
      return Optional.of(
          new Refused(
              RefusedCode.VERSION,
              "The edge node speaks versions %d to %d of the protocol, this node %s."
                  .formatted(hello.oldestVersion(), hello.newestVersion(), Message.VERSIONS)));
    }
    if (peer.distrust().isPresent()) {
      return peer.distrust().map(Admission::distrusted);
    }
    return peer.identity()
        .map(shown -> ofCertificate(hello, shown))
        .orElseGet(() -> withoutCertificate(hello, peer));
  }

  /** The certificate takes the token's place. */
  private Optional<Refused> ofCertificate(Message.Hello hello, PeerIdentity shown) {
    String node = hello.camera().node();
    if (shown.role() != Role.EDGE) {
      return Optional.of(
          distrusted("The certificate is %s's, and only an edge node's counts.".formatted(shown)));
    }
    if (rules.isRevoked(shown)) {
      return Optional.of(distrusted(revoked(shown)));
    }
    return node.equals(shown.name())
        ? Optional.empty()
        : Optional.of(
            distrusted(
                "The edge node calls itself %s, and its certificate is %s's: leave its name out (--name, --node, or NODE of a service), or pair it as %s."
                    .formatted(node, shown, node)));
  }

  private Optional<Refused> withoutCertificate(Message.Hello hello, Peer peer) {
    String node = hello.camera().node();
    PeerIdentity claimed = new PeerIdentity(Role.EDGE, node);
    if (rules.isRevoked(claimed)) {
      return Optional.of(distrusted(revoked(claimed)));
    } else if (rules.isPaired(claimed)) {
      return Optional.of(distrusted(anothersName(node)));
    }
    boolean isBeyondLoopback = !isOnLoopback(peer.address());
    if (rules.needsCertificates()
        || (rules.takesCertificates() && token.isEmpty() && isBeyondLoopback)) {
      return Optional.of(distrusted(pair(node)));
    }
    if (token.isEmpty() || isSame(token.get(), hello.token())) {
      return Optional.empty();
    }
    if (!hello.token().isEmpty()) {
      return Optional.of(new Refused(RefusedCode.TOKEN, "The access token is not this node's."));
    }
    return Optional.of(
        new Refused(
            RefusedCode.TOKEN,
            rules.takesCertificates()
                ? pair(node)
                : "This node wants an access token; start the edge node with --token-file."));
  }

  /** Whether what comes from there has left no machine; a proxy on this one looks the same. */
  static boolean isOnLoopback(InetSocketAddress peer) {
    return !peer.isUnresolved() && peer.getAddress().isLoopbackAddress();
  }

  static String revoked(PeerIdentity peer) {
    return "The certificate of %s was revoked (gpu-node unpair); pair the machine under another name."
        .formatted(peer);
  }

  static String anothersName(String node) {
    return "The edge node %s is paired with this node, and this one shows no certificate: start it with the folder of %s's (tls.folder) and tls.mode = auto, or with another name."
        .formatted(node, node);
  }

  private static String pair(String node) {
    return "This node takes edge nodes that are paired with it: type  gpu-node pair %s  where it runs, and on the edge node's machine what that prints."
        .formatted(node);
  }

  private static Refused distrusted(String sentence) {
    return new Refused(RefusedCode.CERTIFICATE, sentence);
  }

  /** The newest version that both speak. */
  static OptionalInt version(Message.Hello hello) {
    return WireFormat.negotiate(hello.oldestVersion(), hello.newestVersion());
  }

  // In a time that does not tell how much of a guess is right.
  private static boolean isSame(String token, String given) {
    return MessageDigest.isEqual(token.getBytes(UTF_8), given.getBytes(UTF_8));
  }
}

package throng.streams.pki;

import static java.nio.charset.StandardCharsets.UTF_8;

import akka.util.ByteString;
import java.io.IOException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import throng.streams.tls.PeerIdentity;
import throng.streams.wire.Message;

/**
 * Names that are let in no more, on the wire: the authority's signature, the certificate that shows
 * whose it is, then the names. So who passes them on can leave some out, but add none.
 */
final class RevokedNames {
  private static final int BEFORE = 2;

  private RevokedNames() {}

  /** The answer of the node with the authority's key. */
  static Message.Paired signed(SiteAuthority authority, RevokedAsk ask, List<String> revoked)
      throws IOException {
    List<String> names = ask.part(revoked);
    List<ByteString> parts = new ArrayList<>();
    parts.add(ByteString.fromArrayUnsafe(authority.vouch(text(ask, names))));
    parts.add(ByteString.fromArrayUnsafe(Certificates.encoded(authority.oldestKnown())));
    names.forEach(name -> parts.add(ByteString.fromString(name)));
    return new Message.Paired(parts);
  }

  /**
   * Reads it.
   *
   * @param trusted the authorities that the reader knows
   * @throws IOException with a sentence, if none of them vouches for it
   */
  static List<String> read(Message.Paired answer, RevokedAsk ask, List<X509Certificate> trusted)
      throws IOException {
    List<ByteString> parts = answer.certificates();
    List<String> names = parts.stream().skip(BEFORE).map(ByteString::utf8String).toList();
    boolean isVouchedFor =
        parts.size() >= BEFORE
            && authority(parts.get(1), trusted)
                .filter(by -> Keys.hasSigned(by, text(ask, names), parts.get(0).toArrayUnsafe()))
                .isPresent();
    if (!isVouchedFor) {
      throw new IOException("the authority has not signed what was told");
    }
    return names;
  }

  private static Optional<PublicKey> authority(ByteString shown, List<X509Certificate> trusted) {
    try {
      X509Certificate by = Certificates.parse(shown.toArrayUnsafe());
      boolean isTrusted =
          Certificates.isAuthority(by)
              && trusted.stream().anyMatch(it -> Certificates.isSignedWith(by, it.getPublicKey()));
      return isTrusted ? Optional.of(by.getPublicKey()) : Optional.empty();
    } catch (CertificateException broken) {
      return Optional.empty();
    }
  }

  /** Whom the names name; what names nobody is passed over. */
  static List<PeerIdentity> whom(List<String> names) {
    return names.stream().map(PeerIdentity::parse).flatMap(Optional::stream).toList();
  }

  // The question stands in it, so that no part passes for another.
  private static byte[] text(RevokedAsk ask, List<String> names) {
    return ("throng " + ask + "\n" + String.join("\n", names)).getBytes(UTF_8);
  }
}

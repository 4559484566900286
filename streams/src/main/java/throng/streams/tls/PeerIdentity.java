package throng.streams.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import throng.streams.frame.CameraId;

/**
 * Whom a certificate of the site's names. It stands there as a URI among the subject's alternative
 * names: {@code throng:gpu-node/NAME} or {@code throng:edge/NAME}.
 *
 * @param name as a node's in {@link CameraId}
 */
public record PeerIdentity(Role role, String name) {
  private static final String SCHEME = "throng:";
  private static final int URI = 6;

  public PeerIdentity {
    if (!CameraId.isName(name)) {
      throw new IllegalArgumentException("'" + name + "' cannot be a node's name.");
    }
  }

  /** Whom it names; empty: nobody of Throng's, or more than one. Its signature is not looked at. */
  public static Optional<PeerIdentity> of(X509Certificate certificate) {
    List<String> uris = uris(certificate).stream().filter(it -> it.startsWith(SCHEME)).toList();
    return uris.size() == 1 ? parse(uris.get(0).substring(SCHEME.length())) : Optional.empty();
  }

  /** Reads what {@link #toString} writes; empty if it is none. */
  public static Optional<PeerIdentity> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !CameraId.isName(text.substring(slash + 1))) {
      return Optional.empty();
    }
    return Role.of(text.substring(0, slash))
        .map(role -> new PeerIdentity(role, text.substring(slash + 1)));
  }

  private static List<String> uris(X509Certificate certificate) {
    try {
      var names = certificate.getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .filter(name -> name.get(0).equals(URI))
              .map(name -> String.valueOf(name.get(1)))
              .toList();
    } catch (CertificateParsingException broken) {
      return List.of();
    }
  }

  /** As it stands in a certificate. */
  public String uri() {
    return SCHEME + this;
  }

  /** As it stands in files: {@code edge/lobby}. */
  @Override
  public String toString() {
    return role.word() + "/" + name;
  }
}

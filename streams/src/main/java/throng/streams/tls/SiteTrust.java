package throng.streams.tls;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import throng.streams.log.Reason;

/**
 * Whose certificates count: those that the site's authority has signed, that hold today, that name
 * somebody, for the purpose that they are shown for, and that nobody has revoked. Names of hosts
 * are not looked at: they change with networks, and a role and a name say more.
 */
final class SiteTrust {
  private static final int LONGEST_CHAIN = 4;

  private final List<X509Certificate> authorities;
  private final Predicate<PeerIdentity> isRevoked;
  private final InstantSource clock;

  /**
   * @param authorities the site's; two while one takes the other's place
   */
  SiteTrust(
      List<X509Certificate> authorities, Predicate<PeerIdentity> isRevoked, InstantSource clock) {
    this.authorities = List.copyOf(authorities);
    this.isRevoked = isRevoked;
    this.clock = clock;
  }

  /**
   * Whose certificate it is.
   *
   * @param chain its owner's first
   * @param usage what it is shown for
   * @throws DistrustException if it does not count
   */
  PeerIdentity check(List<X509Certificate> chain, Usage usage) throws DistrustException {
    if (chain.isEmpty() || chain.size() > LONGEST_CHAIN) {
      throw new DistrustException("There is no certificate, or a chain of too many.");
    }
    X509Certificate own = chain.get(0);
    checkSignatures(chain);
    PeerIdentity peer =
        PeerIdentity.of(own)
            .orElseThrow(() -> new DistrustException("The certificate names no node of Throng's."));
    if (!isFor(usage, own)) {
      throw new DistrustException(
          "The certificate is %s's, which may not be %s.".formatted(peer, usage));
    }
    if (isRevoked.test(peer)) {
      throw new DistrustException(
          "The certificate of %s was revoked (gpu-node unpair); pair the machine under another name."
              .formatted(peer));
    }
    return peer;
  }

  private void checkSignatures(List<X509Certificate> chain) throws DistrustException {
    try {
      Set<TrustAnchor> anchors =
          authorities.stream().map(it -> new TrustAnchor(it, null)).collect(Collectors.toSet());
      PKIXParameters parameters = new PKIXParameters(new HashSet<>(anchors));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(clock.instant()));
      // While one authority takes another's place, one that the other has signed may follow.
      List<X509Certificate> path =
          chain.stream().takeWhile(each -> !authorities.contains(each)).toList();
      if (path.isEmpty()) {
        throw new DistrustException("The certificate is the authority's own, and names no node.");
      }
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
    } catch (CertPathValidatorException e) {
      throw new DistrustException(sentence(chain.get(0), e));
    } catch (DistrustException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new DistrustException("The certificate cannot be checked: " + Reason.of(e) + ".");
    }
  }

  private static String sentence(X509Certificate own, CertPathValidatorException why) {
    String whose = PeerIdentity.of(own).map(peer -> " of " + peer).orElse("");
    if (why.getReason() == BasicReason.EXPIRED) {
      return "The certificate%s ended at %s; it has to be paired again."
          .formatted(whose, own.getNotAfter().toInstant());
    }
    if (why.getReason() == BasicReason.NOT_YET_VALID) {
      return "The certificate%s holds from %s on; one of the two clocks is wrong."
          .formatted(whose, own.getNotBefore().toInstant());
    }
    return "The certificate%s is another site's: it has to be paired with this one."
        .formatted(whose);
  }

  private static boolean isFor(Usage usage, X509Certificate own) {
    try {
      List<String> purposes = own.getExtendedKeyUsage();
      return purposes != null && purposes.contains(usage.purpose());
    } catch (CertificateParsingException broken) {
      return false;
    }
  }
}

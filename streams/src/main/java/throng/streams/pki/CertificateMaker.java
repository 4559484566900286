package throng.streams.pki;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.wildfly.security.x500.GeneralName;
import org.wildfly.security.x500.cert.AuthorityKeyIdentifierExtension;
import org.wildfly.security.x500.cert.BasicConstraintsExtension;
import org.wildfly.security.x500.cert.ExtendedKeyUsageExtension;
import org.wildfly.security.x500.cert.KeyUsage;
import org.wildfly.security.x500.cert.KeyUsageExtension;
import org.wildfly.security.x500.cert.SubjectAlternativeNamesExtension;
import org.wildfly.security.x500.cert.SubjectKeyIdentifierExtension;
import org.wildfly.security.x500.cert.X509CertificateBuilder;
import org.wildfly.security.x500.cert.util.KeyUtil;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;

/** Makes the certificates of a site (RFC 5280), signed with ECDSA over P-256. */
final class CertificateMaker {
  /** How long an authority is trusted. */
  static final Duration AUTHORITY_HOLDS = Duration.ofDays(3652);

  /** How long a node's certificate holds. */
  static final Duration HOLDS = Duration.ofDays(365);

  // A Raspberry Pi has no clock: until its network tells it the time, it is 1970 there.
  private static final Instant BEGIN = Instant.EPOCH;
  private static final String ALGORITHM = "SHA256withECDSA";
  private static final String SERVER = "1.3.6.1.5.5.7.3.1";
  private static final String CLIENT = "1.3.6.1.5.5.7.3.2";
  private static final int SERIAL_BITS = 127;
  private static final int NO_LIMIT = -1;

  private final SecureRandom random;

  CertificateMaker(SecureRandom random) {
    this.random = random;
  }

  /** An authority's own certificate, whose name no other authority has. */
  X509Certificate root(KeyPair keys, Instant now) throws CertificateException {
    String number = new BigInteger(Long.SIZE, random).toString(Character.MAX_RADIX);
    X500Principal name = new X500Principal("CN=Throng site " + number);
    return authority(name, keys.getPublic(), new Signer(name, keys), now.plus(AUTHORITY_HOLDS));
  }

  /** The same authority for those who trust only the one before it. */
  X509Certificate cross(X509Certificate root, Signer before) throws CertificateException {
    return authority(
        root.getSubjectX500Principal(),
        root.getPublicKey(),
        before,
        root.getNotAfter().toInstant());
  }

  private X509Certificate authority(X500Principal name, PublicKey key, Signer signer, Instant end)
      throws CertificateException {
    return signed(signer, key, name, end)
        .addExtension(new BasicConstraintsExtension(true, true, NO_LIMIT))
        .addExtension(new KeyUsageExtension(KeyUsage.keyCertSign, KeyUsage.cRLSign))
        .build();
  }

  /** A node's, which ends in a year, or with its authority. */
  X509Certificate node(PeerIdentity whom, PublicKey key, Signer signer, Instant end)
      throws CertificateException {
    X500Principal name = new X500Principal("CN=" + whom.name() + ",OU=" + whom.role().word());
    return signed(signer, key, name, end)
        .addExtension(new BasicConstraintsExtension(true, false, NO_LIMIT))
        .addExtension(new KeyUsageExtension(KeyUsage.digitalSignature))
        .addExtension(new ExtendedKeyUsageExtension(false, uses(whom.role())))
        .addExtension(
            new SubjectAlternativeNamesExtension(
                false, List.of(new GeneralName.URIName(whom.uri()))))
        .build();
  }

  private static List<String> uses(Role role) {
    List<String> uses = new ArrayList<>(List.of(CLIENT));
    if (role == Role.GPU_NODE) {
      uses.add(SERVER);
    }
    return uses;
  }

  private X509CertificateBuilder signed(
      Signer signer, PublicKey key, X500Principal name, Instant end) {
    return new X509CertificateBuilder()
        .setSerialNumber(new BigInteger(SERIAL_BITS, random).setBit(0))
        .setIssuerDn(signer.name())
        .setSubjectDn(name)
        .setNotValidBefore(BEGIN.atZone(ZoneOffset.UTC))
        .setNotValidAfter(end.atZone(ZoneOffset.UTC))
        .setPublicKey(key)
        .setSigningKey(signer.keys().getPrivate())
        .setSignatureAlgorithmName(ALGORITHM)
        .addExtension(new SubjectKeyIdentifierExtension(KeyUtil.getKeyIdentifier(key)))
        .addExtension(
            new AuthorityKeyIdentifierExtension(
                KeyUtil.getKeyIdentifier(signer.keys().getPublic()), List.of(), null));
  }

  /** Who signs. */
  record Signer(X500Principal name, KeyPair keys) {}
}

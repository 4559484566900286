package throng.streams.tls;

import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.security.interfaces.ECKey;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a handshake between nodes may be computed with: the curves x25519 and P-256, and signatures
 * by keys of P-256 with SHA-256, as all certificates of a site have them. All else, such as groups
 * of thousands of bits and RSA keys with large exponents, costs the node milliseconds of what a
 * stranger chooses.
 *
 * <p>Names what is refused, not what is taken: which further names a Java asks for is its own.
 */
enum SiteAlgorithms implements AlgorithmConstraints {
  ONLY;

  private static final Pattern REFUSED =
      Pattern.compile(
          "ffdhe.*|DH|DHE.*|DiffieHellman"
              + "|x448|secp256k1|secp384r1|secp521r1|sect.*|brainpool.*"
              + "|.*RSA.*|(.*with)?DSA|dsa_.*|Ed(DSA|25519|448)"
              + "|SHA(1|224|384|512)withECDSA"
              + "|ecdsa_(sha1|sha224|secp384r1|secp521r1).*",
          Pattern.CASE_INSENSITIVE);
  private static final int CURVE_BITS = 256;

  @Override
  public boolean permits(
      Set<CryptoPrimitive> primitives, String algorithm, @Nullable AlgorithmParameters parameters) {
    return !REFUSED.matcher(algorithm).matches();
  }

  @Override
  public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
    boolean isOfAnotherCurve =
        key instanceof ECKey curve && curve.getParams().getOrder().bitLength() != CURVE_BITS;
    return !isOfAnotherCurve && permits(primitives, key.getAlgorithm(), null);
  }

  @Override
  public boolean permits(
      Set<CryptoPrimitive> primitives,
      @Nullable String algorithm,
      Key key,
      @Nullable AlgorithmParameters parameters) {
    boolean isPermitted = algorithm == null || permits(primitives, algorithm, parameters);
    return isPermitted && permits(primitives, key);
  }
}

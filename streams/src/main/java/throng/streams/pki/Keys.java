package throng.streams.pki;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;

/** Keys of the curve P-256, the only one that is used (FIPS 186-5). */
final class Keys {
  private static final String KIND = "EC";
  private static final String CURVE = "secp256r1";
  private static final String SIGNATURE = "SHA256withECDSA";

  private Keys() {}

  static KeyPair create() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(KIND);
      generator.initialize(new ECGenParameterSpec(CURVE));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has the curve P-256.", e);
    }
  }

  /** Reads a public key as a peer sends it (X.509, DER); empty if it is no key of that curve. */
  static Optional<PublicKey> publicKey(byte[] encoded) {
    try {
      PublicKey key = KeyFactory.getInstance(KIND).generatePublic(new X509EncodedKeySpec(encoded));
      boolean isOfTheCurve =
          key instanceof ECPublicKey open
              && open.getParams().getCurve().equals(curve().getCurve())
              && open.getParams().getGenerator().equals(curve().getGenerator());
      return isOfTheCurve ? Optional.of(key) : Optional.empty();
    } catch (GeneralSecurityException | IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  static byte[] sign(PrivateKey key, byte[] text) {
    try {
      Signature signature = Signature.getInstance(SIGNATURE);
      signature.initSign(key);
      signature.update(text);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java signs with keys of the curve P-256.", e);
    }
  }

  static boolean hasSigned(PublicKey key, byte[] text, byte[] signed) {
    try {
      Signature signature = Signature.getInstance(SIGNATURE);
      signature.initVerify(key);
      signature.update(text);
      return signature.verify(signed);
    } catch (GeneralSecurityException broken) {
      return false;
    }
  }

  private static ECParameterSpec curve() throws GeneralSecurityException {
    AlgorithmParameters named = AlgorithmParameters.getInstance(KIND);
    named.init(new ECGenParameterSpec(CURVE));
    return named.getParameterSpec(ECParameterSpec.class);
  }

  /** As a file holds it (PKCS #8, PEM, not encrypted). */
  static String pem(PrivateKey key) {
    return Certificates.pem("PRIVATE KEY", key.getEncoded());
  }
}

package throng.streams.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import throng.streams.log.Reason;
import throng.streams.settings.SettingsException;

/** The private key of a PEM file. */
public final class PemKey {
  private static final String LABEL = "PRIVATE KEY";
  private static final byte[] SAMPLE = {'s', 'a', 'm', 'p', 'l', 'e'};

  private PemKey() {}

  /**
   * The key of this certificate.
   *
   * @param where the certificate stands
   * @throws SettingsException if there is none, it is broken, encrypted, of another form or another
   *     certificate's
   */
  public static PrivateKey read(Path file, X509Certificate certificate, Path where) {
    PemBlock block = block(file);
    byte[] content = block.content();
    PublicKey open = certificate.getPublicKey();
    String mismatch =
        "it is not the key of the (first) certificate in %s, which is of the kind %s"
            .formatted(where, open.getAlgorithm());
    try {
      PrivateKey key =
          KeyFactory.getInstance(open.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(content));
      if (!belongTogether(key, open)) {
        throw block.refused(mismatch);
      }
      return key;
    } catch (InvalidKeySpecException otherKind) {
      throw block.refused("the key is broken, or " + mismatch);
    } catch (GeneralSecurityException e) {
      throw block.refused("the key cannot be used: " + Reason.of(e));
    }
  }

  private static PemBlock block(Path file) {
    List<PemBlock> keys =
        PemBlock.read(file).stream().filter(block -> block.label().endsWith(LABEL)).toList();
    if (keys.isEmpty()) {
      throw new SettingsException(
          file + " holds no private key; one begins with -----BEGIN " + LABEL + "-----.");
    }
    PemBlock block = keys.get(0);
    if (!block.label().equals(LABEL)) {
      throw block.refused(
          "the key is encrypted, or of an older form (%s): make another file of it with  openssl pkcs8 -topk8 -nocrypt -in %s -out NEW"
              .formatted(block.label(), file));
    }
    return block;
  }

  private static boolean belongTogether(PrivateKey key, PublicKey open)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(signature(open.getAlgorithm()));
    signature.initSign(key);
    signature.update(SAMPLE);
    byte[] signed = signature.sign();
    signature.initVerify(open);
    signature.update(SAMPLE);
    try {
      return signature.verify(signed);
    } catch (SignatureException ofAnotherSize) {
      return false;
    }
  }

  private static String signature(String algorithm) {
    return switch (algorithm) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> algorithm;
    };
  }
}

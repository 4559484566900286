package throng.gpu.publish.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import throng.streams.settings.SettingsException;

/** What requests are signed with, as Standard Webhooks says. */
public final class WebhookSecret {
  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SHORTEST = 16;

  private final byte[] key;

  private WebhookSecret(byte[] key) {
    this.key = key;
  }

  /**
   * Reads {@code whsec_<base64>}.
   *
   * @throws SettingsException if it is not that; without the secret
   */
  static WebhookSecret parse(String text) {
    try {
      byte[] key =
          Base64.getDecoder()
              .decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : "");
      if (key.length >= SHORTEST) {
        return new WebhookSecret(key);
      }
    } catch (IllegalArgumentException noBase64) {
      // Said below, in a sentence.
    }
    throw new SettingsException(
        "A webhook's secret must be whsec_ and at least 16 bytes in base64, such as the output of: echo whsec_$(openssl rand -base64 24)");
  }

  /** The value of {@code webhook-signature}. */
  String signature(String message, long epochSecond, String body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      String signed = message + "." + epochSecond + "." + body;
      byte[] digest = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

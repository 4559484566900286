package throng.gpu.publish.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/** Mail addresses as people write them. */
final class Addresses {
  private Addresses() {}

  /** Whether the text is exactly one. */
  static boolean isOne(String text) {
    try {
      return InternetAddress.parse(text, true).length == 1 && text.contains("@");
    } catch (AddressException e) {
      return false;
    }
  }
}

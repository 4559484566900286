package throng.actors.session;

import akka.util.ByteString;
import java.math.BigInteger;
import java.util.Arrays;
import throng.streams.pki.PairingCode;

/** What a client takes out of a pairing code, read as the manual has it. */
final class Secrets {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int BYTES = 10;

  private Secrets() {}

  static ByteString of(PairingCode code) {
    BigInteger bits = BigInteger.ZERO;
    for (char character : code.text().replace("-", "").toCharArray()) {
      bits = bits.shiftLeft(5).or(BigInteger.valueOf(ALPHABET.indexOf(character)));
    }
    byte[] all = bits.shiftRight(2).toByteArray();
    return ByteString.fromArray(Arrays.copyOfRange(all, all.length - BYTES, all.length));
  }
}

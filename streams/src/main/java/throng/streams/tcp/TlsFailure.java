package throng.streams.tcp;

import java.util.Optional;
import javax.net.ssl.SSLException;
import throng.streams.log.Reason;
import throng.streams.tls.DistrustException;
import throng.streams.wire.WireException;

/** What is wrong with a peer's TLS, in words. */
final class TlsFailure {
  private TlsFailure() {}

  /** What a connection failed with, if it is its peer's TLS; empty: it is something else. */
  static Optional<WireException> in(Throwable failure) {
    if (failure instanceof SSLException tls) {
      return Optional.of(of(tls));
    }
    return failure instanceof WireException wire ? Optional.of(wire) : Optional.empty();
  }

  private static WireException of(SSLException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof DistrustException distrust) {
        return new WireException(WireException.Kind.TLS, withoutStop(distrust.getMessage()));
      }
    }
    return new WireException(
        WireException.Kind.TLS, "TLS failed: " + withoutStop(Reason.of(failure)));
  }

  /** What came first is no record of TLS. */
  static WireException notTls() {
    return new WireException(
        WireException.Kind.TLS,
        "What answers there does not speak TLS, and a paired node sends nothing that is not"
            + " encrypted");
  }

  /** A handshake that does not come to an end. */
  static WireException tooMuch(long bytes) {
    return new WireException(
        WireException.Kind.TLS,
        "After %d bytes of TLS its handshake is still not over".formatted(bytes));
  }

  private static String withoutStop(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }
}

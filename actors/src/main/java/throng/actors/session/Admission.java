package throng.actors.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Optional;
import java.util.OptionalInt;
import throng.streams.wire.Message;
import throng.streams.wire.Message.Refused;
import throng.streams.wire.RefusedCode;
import throng.streams.wire.WireFormat;

/** Whether an edge that says hello may come in, by what it says alone. */
final class Admission {
  private Admission() {}

  /** Why it may not; empty: it may. */
  static Optional<Refused> refusal(Message.Hello hello, Optional<String> token) {
    if (version(hello).isEmpty()) {
      return Optional.of(
          new Refused(
              RefusedCode.VERSION,
              "The edge node speaks versions %d to %d of the protocol, this node %s."
                  .formatted(hello.oldestVersion(), hello.newestVersion(), Message.VERSIONS)));
    }
    if (token.isPresent() && !isSame(token.get(), hello.token())) {
      return Optional.of(
          new Refused(
              RefusedCode.TOKEN,
              hello.token().isEmpty()
                  ? "This node wants an access token; start the edge node with --token-file."
                  : "The access token is not this node's."));
    }
    return Optional.empty();
  }

  /** The newest version that both speak. */
  static OptionalInt version(Message.Hello hello) {
    return WireFormat.negotiate(hello.oldestVersion(), hello.newestVersion());
  }

  // In a time that does not tell how much of a guess is right.
  private static boolean isSame(String token, String given) {
    return MessageDigest.isEqual(token.getBytes(UTF_8), given.getBytes(UTF_8));
  }
}

package throng.streams.flow;

import java.util.Optional;
import throng.streams.settings.HostAndPort;
import throng.streams.wire.Message;
import throng.streams.wire.RefusedCode;

/**
 * The node does not take this edge; the message is the node's sentence. Exit code 3 where final.
 */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final RefusedCode code;
  private final transient Optional<HostAndPort> target;

  public RefusedException(RefusedCode code, String sentence) {
    this(new Message.Refused(code, sentence));
  }

  RefusedException(Message.Refused refused) {
    super(refused.sentence());
    code = refused.code();
    target = refused.target();
  }

  /** Where the edge is sent to instead. */
  public Optional<HostAndPort> target() {
    return target;
  }

  /** Why. */
  public RefusedCode code() {
    return code;
  }
}

package throng.actors.session;

import java.time.Duration;
import java.util.Optional;
import throng.streams.settings.Block;

/**
 * Who may connect, and how much one camera may have under way: {@code throng.gpu-node.session}.
 *
 * @param window how many unanswered frames a camera may have under way
 * @param maxSessions how many cameras may be connected
 * @param closeTimeout how long connections may take to say goodbye when the node goes down
 * @param moveWithin how long cameras may take to go to other nodes when the node goes down
 * @param wrongToken how those are slowed that show wrong tokens
 * @param nameCheck how long the connection that has a name may be silent when another asks for it
 * @param token what a hello must carry; empty: nothing
 */
public record SessionSettings(
    int window,
    int maxSessions,
    Duration closeTimeout,
    Duration moveWithin,
    WrongTokenSettings wrongToken,
    Duration nameCheck,
    Optional<String> token) {

  // An edge that asks for the name waits for its welcome meanwhile, 12 s by default.
  private static final String LONGEST_NAME_CHECK = "5s";

  // What a node does before it stops listening has 5 s.
  private static final String LONGEST_MOVE = "4500ms";

  /**
   * Reads {@code throng.gpu-node}.
   *
   * @param token the access token; it stands in a file of its own, not in the configuration
   */
  public static SessionSettings from(Block gpuNode, Optional<String> token) {
    Block session = gpuNode.block("session");
    return new SessionSettings(
        session.whole("window", 1, 65_535),
        session.whole("max-sessions", 1, 1_000_000),
        session.time("close-timeout", "1ms", "1d"),
        session.time("move-within", "1ms", LONGEST_MOVE),
        WrongTokenSettings.from(
            session.block("wrong-token"),
            gpuNode.block("listener").whole("max-unadmitted", 1, 1_000_000)),
        session.time("name-check", "1ms", LONGEST_NAME_CHECK),
        token);
  }

  /** The same settings without their secret, for logs. */
  @Override
  public String toString() {
    return "SessionSettings[window=%d, maxSessions=%d, token=%s]"
        .formatted(window, maxSessions, token.isPresent() ? "***" : "none");
  }
}

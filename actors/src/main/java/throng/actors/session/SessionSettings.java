package throng.actors.session;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Optional;
import throng.streams.settings.SettingsException;

/**
 * Who may connect, and how much one camera may have under way: {@code throng.gpu-node.session}.
 *
 * @param window how many unanswered frames a camera may have under way
 * @param maxSessions how many cameras may be connected
 * @param closeTimeout how long connections may take to say goodbye when the node goes down
 * @param wrongToken how those are slowed that show wrong tokens
 * @param nameCheck how long the connection that has a name may be silent when another asks for it
 * @param token what a hello must carry; empty: nothing
 */
public record SessionSettings(
    int window,
    int maxSessions,
    Duration closeTimeout,
    WrongTokenSettings wrongToken,
    Duration nameCheck,
    Optional<String> token) {

  // An edge that asks for the name waits for its welcome meanwhile, 12 s by default.
  private static final Duration LONGEST_NAME_CHECK = Duration.ofSeconds(5);

  public SessionSettings {
    check(window >= 1 && window <= 65_535, "window must be from 1 to 65535");
    check(maxSessions >= 1, "max-sessions must be at least 1");
    check(closeTimeout.toMillis() >= 1, "close-timeout must be at least 1ms");
    check(
        nameCheck.toMillis() >= 1 && nameCheck.compareTo(LONGEST_NAME_CHECK) <= 0,
        "name-check must be from 1ms to 5s");
  }

  /**
   * Reads {@code throng.gpu-node}.
   *
   * @param token the access token; it stands in a file of its own, not in the configuration
   */
  public static SessionSettings from(Config gpuNode, Optional<String> token) {
    Config session = gpuNode.getConfig("session");
    return new SessionSettings(
        session.getInt("window"),
        session.getInt("max-sessions"),
        session.getDuration("close-timeout"),
        WrongTokenSettings.from(session.getConfig("wrong-token")),
        session.getDuration("name-check"),
        token);
  }

  private static void check(boolean isFine, String rule) {
    if (!isFine) {
      throw new SettingsException("throng.gpu-node.session." + rule + ".");
    }
  }

  /** The same settings without their secret, for logs. */
  @Override
  public String toString() {
    return "SessionSettings[window=%d, maxSessions=%d, token=%s]"
        .formatted(window, maxSessions, token.isPresent() ? "***" : "none");
  }
}

package throng.edge.camera;

import java.util.function.Supplier;
import throng.streams.settings.Redaction;

/**
 * How far a stream sends its player on: a few times on its own host. Another host is not gone to:
 * FFmpeg would give it the camera's user and password, and a camera could aim its players at
 * anybody. One thread.
 */
final class Redirections {
  private static final int MOST = 4;

  private final String host;
  private int followed = -1;
  private long lastPlace;
  private boolean isElsewhere;

  Redirections(String address) {
    this.host = Redaction.host(address);
  }

  /**
   * Whether the player must not go on.
   *
   * @param place where FFmpeg keeps the address, which is another place for each that it is given
   */
  boolean isTooFar(long place, Supplier<String> address) {
    if (place != lastPlace) {
      lastPlace = place;
      followed++;
      isElsewhere |= !host.equalsIgnoreCase(Redaction.host(address.get()));
    }
    return isElsewhere || followed > MOST;
  }
}

package throng.gpu.web.access;

import java.util.LinkedHashMap;
import java.util.Map;
import throng.streams.tcp.PeerNetwork;

/**
 * Who has been let in, and from where; of too many the one goes that was longest not heard of. Any
 * thread may use it.
 */
final class LetIn {
  private static final int MOST_NETWORKS = 1000;
  private static final int MOST_USERS = 10_000;

  private final Map<PeerNetwork, Boolean> networks = newestLast(MOST_NETWORKS);
  private final Map<User, Boolean> users = newestLast(MOST_USERS);

  private record User(PeerNetwork network, String account) {}

  private static <T> Map<T, Boolean> newestLast(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<T, Boolean> eldest) {
        return size() > most;
      }
    };
  }

  /** A token was shown from there. */
  synchronized void add(PeerNetwork network) {
    networks.put(network, true);
  }

  /** That account's user has come from there. */
  synchronized void add(PeerNetwork network, String account) {
    add(network);
    users.put(new User(network, account), true);
  }

  /** Whether anybody was, from there. */
  synchronized boolean has(PeerNetwork network) {
    return networks.containsKey(network);
  }

  /** Whether that account's user was, from there. */
  synchronized boolean has(PeerNetwork network, String account) {
    return users.containsKey(new User(network, account));
  }
}

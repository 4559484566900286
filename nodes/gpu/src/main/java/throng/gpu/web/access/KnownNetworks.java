package throng.gpu.web.access;

import java.util.LinkedHashMap;
import java.util.Map;
import throng.streams.tcp.PeerNetwork;

/** From where somebody known has asked; of too many the one goes that was longest not heard of. */
final class KnownNetworks {
  private static final int MOST = 1000;

  private final Map<PeerNetwork, Boolean> newestLast =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PeerNetwork, Boolean> eldest) {
          return size() > MOST;
        }
      };

  synchronized void add(PeerNetwork network) {
    newestLast.put(network, true);
  }

  synchronized boolean has(PeerNetwork network) {
    return newestLast.containsKey(network);
  }
}

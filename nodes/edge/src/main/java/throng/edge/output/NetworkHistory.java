package throng.edge.output;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which network answered which of a camera's frames, as its connections told. Told by the stream's
 * thread, asked by those that write rows, some frames later.
 */
final class NetworkHistory {
  // Where nobody asks.
  private static final int MOST = 1000;

  private final TreeMap<Long, String> answeredFrom = new TreeMap<>();
  private String connected = "";

  /** Frames are answered by this one from here on. */
  synchronized void connected(String network) {
    connected = network;
  }

  /** The frame of that number was answered. */
  synchronized void answered(long sequence) {
    Map.Entry<Long, String> last = answeredFrom.lastEntry();
    if (last == null || !last.getValue().equals(connected)) {
      answeredFrom.put(sequence, connected);
    }
    if (answeredFrom.size() > MOST) {
      answeredFrom.pollFirstEntry();
    }
  }

  /** What answered the frame of that number; what is before it is forgotten. */
  synchronized String of(long sequence) {
    Map.Entry<Long, String> network = answeredFrom.floorEntry(sequence);
    if (network == null) {
      return "";
    }
    answeredFrom.headMap(network.getKey()).clear();
    return network.getValue();
  }
}

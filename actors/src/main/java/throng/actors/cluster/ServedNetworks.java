package throng.actors.cluster;

import java.util.Collection;
import java.util.List;
import throng.streams.wire.Message;

/**
 * The names of the networks that a node has, of those that cameras may ask for.
 *
 * @param names as many as are told, each as long as it may be; what a node has beyond that, no
 *     camera is sent to
 */
record ServedNetworks(List<String> names) {
  /** Of a node that tells none, as older ones do. */
  static final ServedNetworks UNTOLD = new ServedNetworks(List.of());

  /** A report is told twice a second, and has room for more than anybody keeps open. */
  static final int MOST = 64;

  private static final int LONGEST = 64;

  ServedNetworks {
    names = names.stream().filter(it -> it.length() <= LONGEST).limit(MOST).toList();
  }

  static ServedNetworks of(Collection<String> names) {
    return new ServedNetworks(List.copyOf(names));
  }

  /** Whether a camera is counted there as it wants; one that names no network is anywhere. */
  boolean serve(String wanted) {
    return wanted.isEmpty() || names.contains(wanted);
  }

  /** The network that a camera asks for; empty: it takes what the node chooses. */
  static String wanted(Message.Hello hello) {
    return hello.routing().model();
  }
}

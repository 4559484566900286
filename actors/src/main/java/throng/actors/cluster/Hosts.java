package throng.actors.cluster;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** What this machine knows of others' names and of the ways there. May wait; any thread. */
interface Hosts {
  /** What a name stands for here, an address for itself; empty: that is not known, or not yet. */
  List<InetAddress> addresses(String host);

  /** Whether it is an address of this machine's; of loopback all are. */
  boolean isOwn(InetAddress address);

  /** The address of this machine's from which another place is reached; empty: it is not. */
  Optional<InetAddress> towards(InetSocketAddress place);
}

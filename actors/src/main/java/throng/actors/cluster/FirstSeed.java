package throng.actors.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import throng.streams.settings.HostAndPort;

/**
 * The place where all nodes meet.
 *
 * @param tls how nodes know each other; empty: not at all
 */
record FirstSeed(HostAndPort place, Optional<ClusterTls> tls) {
  private static final int TRY_MILLIS = 1000;

  /** Whether a node that may be joined takes connections there; blocks. */
  boolean accepts() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(place.host(), place.port()), TRY_MILLIS);
      socket.setSoTimeout(TRY_MILLIS);
      if (tls.isPresent()) {
        tls.get().shakeHands(socket);
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}

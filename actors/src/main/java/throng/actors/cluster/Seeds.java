package throng.actors.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Predicate;
import throng.streams.settings.HostAndPort;

/**
 * The places where nodes meet, in an order that is the same for all of them: the first one that is
 * there is where they do.
 *
 * @param tls how nodes know each other; empty: not at all
 */
record Seeds(List<HostAndPort> places, Optional<ClusterTls> tls) {
  private static final int TRY_MILLIS = 1000;

  Seeds {
    places = List.copyOf(places);
  }

  /**
   * What came of looking at some of them.
   *
   * @param accepting the first that takes connections, and may be joined
   * @param why why those before it do not, in words; empty if it is the first
   */
  record Look(Optional<HostAndPort> accepting, String why) {
    static final Look FAILED = new Look(Optional.empty(), "they could not be looked at");
  }

  /** Those that come before the first one of which this is true; all, if it is of none. */
  List<HostAndPort> before(Predicate<HostAndPort> isHere) {
    return places.stream().takeWhile(isHere.negate()).toList();
  }

  /** Looks at these, until one accepts; blocks for up to two seconds for each. */
  Look look(List<HostAndPort> some) {
    StringJoiner why = new StringJoiner("; ");
    for (HostAndPort place : some) {
      try {
        tryOne(place);
        return new Look(Optional.of(place), why.toString());
      } catch (IOException e) {
        why.add(place + ": " + e.getMessage());
      }
    }
    return new Look(Optional.empty(), why.toString());
  }

  private void tryOne(HostAndPort place) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(place.host(), place.port()), TRY_MILLIS);
      socket.setSoTimeout(TRY_MILLIS);
      if (tls.isPresent()) {
        tls.get().shakeHands(socket);
      }
    }
  }

  /**
   * Whom a node joins that has left a cluster: the first that is there. Any other may still be in
   * the cluster that was left. Blocks as {@link #look} does.
   *
   * @param self whose place this is
   * @return all, if none is there; all with itself first, if it is the first: it begins one where
   *     none of the others is in any
   */
  List<HostAndPort> toJoinAnew(HostAndPort self) {
    List<HostAndPort> earlier = before(self::equals);
    Optional<HostAndPort> accepting = look(earlier).accepting();
    if (accepting.isPresent()) {
      return List.of(accepting.get());
    }
    return places.contains(self) ? selfFirst(self) : places;
  }

  private List<HostAndPort> selfFirst(HostAndPort self) {
    List<HostAndPort> all = new ArrayList<>(places);
    all.remove(self);
    all.add(0, self);
    return all;
  }
}

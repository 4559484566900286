package throng.actors.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import throng.actors.cluster.NamesTold.Name;
import throng.actors.cluster.OwnCameras.Connection;
import throng.actors.time.MonotonicClock;
import throng.streams.frame.CameraId;
import throng.streams.log.RateLimitedLog;
import throng.streams.settings.HostAndPort;

/**
 * Which names other nodes have. Of two connections of one edge process the later attempt holds; of
 * two processes the one that came first. Any thread may use it.
 *
 * <p>While nodes do not hear each other both may have a name: nothing is counted wrong then but
 * twice, and it ends as soon as they do.
 */
final class NameRegistry {
  /** Connections that were opened so close to each other are told apart by their nodes. */
  private static final long SAME_MILLIS = 100;

  private final MonotonicClock clock;
  private final HostAndPort self;
  private final Map<HostAndPort, MemberNames> others = new HashMap<>();
  private final RateLimitedLog log = RateLimitedLog.warnings(NameRegistry.class);

  /**
   * @param self where this node listens for others
   */
  NameRegistry(HostAndPort self, MonotonicClock clock) {
    this.self = self;
    this.clock = clock;
  }

  /** Another node's connection of a camera. */
  record Held(HostAndPort member, Connection connection) {}

  /** What another node told. */
  synchronized void take(NamesTold told) {
    Map<CameraId, Connection> opened = new HashMap<>();
    long now = clock.nanos();
    for (Name name : told.opened()) {
      long since = now - Duration.ofMillis(name.ageMillis()).toNanos();
      opened.put(name.camera(), new Connection(name.instance(), name.attempt(), since));
    }
    MemberNames its = others.computeIfAbsent(told.member(), member -> new MemberNames());
    if (!its.take(told, opened)) {
      log.write(
          "many",
          "The GPU node at %s tells of more than %d cameras; further ones may have names that others have."
              .formatted(told.member(), MemberNames.MOST));
    }
  }

  /** A node is gone. */
  synchronized void forget(HostAndPort member) {
    others.remove(member);
  }

  /** The other nodes that have a camera of this name. */
  synchronized List<Held> holders(CameraId camera) {
    List<Held> holders = new ArrayList<>();
    others.forEach(
        (member, its) ->
            its.of(camera).ifPresent(connection -> holders.add(new Held(member, connection))));
    return holders;
  }

  /** How many names are kept, of all nodes. */
  synchronized int size() {
    return others.values().stream().mapToInt(MemberNames::size).sum();
  }

  /** Whether another node's connection holds against this node's own. */
  boolean holdsAgainst(Held held, Connection own) {
    Connection other = held.connection();
    boolean isOtherLater = isLater(other, held.member(), own, self);
    if (other.instance() != own.instance()) {
      return !isOtherLater;
    }
    return other.attempt() == own.attempt() ? isOtherLater : other.attempt() - own.attempt() > 0;
  }

  // Ages are told in milliseconds and take some to come; both nodes must come to the same.
  private static boolean isLater(
      Connection one, HostAndPort oneMember, Connection other, HostAndPort otherMember) {
    long millis = Duration.ofNanos(one.sinceNanos() - other.sinceNanos()).toMillis();
    return Math.abs(millis) > SAME_MILLIS
        ? millis > 0
        : oneMember.toString().compareTo(otherMember.toString()) > 0;
  }
}

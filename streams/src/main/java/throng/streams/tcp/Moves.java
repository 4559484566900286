package throng.streams.tcp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Predicate;
import throng.streams.settings.HostAndPort;
import throng.streams.wire.Message;

/**
 * Where nodes send a camera, and whether it goes there. A pure state machine: time comes in as
 * nanoseconds of any one monotonic clock.
 *
 * <p>A node that lies can neither lead it to a stranger nor keep it on its way for ever.
 */
final class Moves {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final MoveSettings settings;
  private final Predicate<HostAndPort> mayGo;
  // The newest last; as many as there may be in a minute.
  private final Deque<Long> times = new ArrayDeque<>();
  private Optional<Long> lastMove = Optional.empty();
  private Optional<String> target = Optional.empty();

  /**
   * @param mayGo whether a node may send the camera there
   */
  Moves(MoveSettings settings, Predicate<HostAndPort> mayGo) {
    this.settings = settings;
    this.mayGo = mayGo;
  }

  /** Whether a camera that is connected leaves for where its node sends it. */
  boolean follows(Message.Move move, String from, long now) {
    boolean isTooSoon =
        lastMove.filter(last -> now - last < settings.apart().toNanos()).isPresent();
    if ((isTooSoon && !move.drain()) || !goes(move.target(), from, now)) {
      return false;
    }
    lastMove = Optional.of(now);
    return true;
  }

  /**
   * Whether a camera goes where a node sends it that does not take it.
   *
   * @param routing what that node was told: one that was sent on is not sent on again
   */
  boolean redirects(HostAndPort to, String from, Message.Routing routing, long now) {
    return routing.mayBeRedirected() && goes(to, from, now);
  }

  /** Where it is on its way to; from here on it is not any more. */
  Optional<String> take() {
    Optional<String> taken = target;
    target = Optional.empty();
    return taken;
  }

  /** Whether it is on its way to another node. */
  boolean isUnderWay() {
    return target.isPresent();
  }

  private boolean goes(HostAndPort to, String from, long now) {
    while (!times.isEmpty() && now - times.peekFirst() >= MINUTE) {
      times.removeFirst();
    }
    boolean goes =
        times.size() < settings.mostAMinute() && mayGo.test(to) && !to.toString().equals(from);
    if (goes) {
      times.addLast(now);
      target = Optional.of(to.toString());
    }
    return goes;
  }
}

package throng.gpu.web.live;

import akka.http.javadsl.model.ws.BinaryMessage;
import akka.http.javadsl.model.ws.Message;
import akka.http.javadsl.model.ws.TextMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import throng.actors.counts.Counted;
import throng.gpu.web.access.Principal;
import throng.gpu.web.json.Json;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;

/**
 * What one page is sent next: of each camera the newest picture, as often as the page asked for it,
 * and the state of all of them each second. Whoever reads slowly misses pictures, and sees no older
 * ones. Used by one thread at once.
 */
final class LiveFeed {
  private static final long STATE_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

  private final LiveCounts counts;
  private final Supplier<Optional<Principal>> who;
  private final Bandwidth bandwidth;
  private final LiveSettings settings;
  private final String hello;
  private final LongSupplier nanos;
  private final Map<CameraId, Turn> turns = new HashMap<>();
  private Optional<Principal> principal;
  private long lookedNanos;
  private boolean isGreeted;
  private boolean wantsState;
  private boolean wantsRecent;
  private long nextStateNanos;
  private Iterator<Turn> round = List.<Turn>of().iterator();

  private static final class Turn {
    private final CameraId camera;
    private long intervalNanos;
    private long dueNanos;
    private @Nullable Counted last;

    Turn(CameraId camera, long dueNanos) {
      this.camera = camera;
      this.dueNanos = dueNanos;
    }
  }

  private record RecentCounts(
      String type, int seconds, Map<String, List<@Nullable Double>> cameras) {}

  /**
   * @param who whose it is, asked each second; empty: not any more
   * @param hello the first message
   */
  LiveFeed(
      LiveCounts counts,
      Supplier<Optional<Principal>> who,
      Bandwidth bandwidth,
      LiveSettings settings,
      String hello,
      LongSupplier nanos) {
    this.counts = counts;
    this.who = who;
    this.bandwidth = bandwidth;
    this.settings = settings;
    this.hello = hello;
    this.nanos = nanos;
    this.principal = who.get();
    this.lookedNanos = nanos.getAsLong();
    this.nextStateNanos = lookedNanos;
  }

  /** From here on the page is sent this, and nothing that has become old meanwhile. */
  void subscribe(Subscription wanted) {
    long now = nanos.getAsLong();
    Map<CameraId, Long> intervals = wanted.intervalNanos(settings.maxRate());
    turns.keySet().retainAll(intervals.keySet());
    intervals.forEach(
        (camera, interval) ->
            turns.computeIfAbsent(camera, it -> new Turn(it, now)).intervalNanos = interval);
    round = List.<Turn>of().iterator();
    wantsRecent |= wanted.state() && !wantsState;
    if (wanted.state() && !wantsState) {
      nextStateNanos = now;
    }
    wantsState = wanted.state();
  }

  /** Whether nothing more may be sent; known within a second also of whom nothing is sent. */
  boolean isOver() {
    long now = nanos.getAsLong();
    if (now - lookedNanos >= LOOK_NANOS) {
      look(now);
    }
    return principal.isEmpty();
  }

  private void look(long now) {
    principal = who.get();
    lookedNanos = now;
  }

  /** The next message that is due; empty: there is none now. */
  Optional<Message> next() {
    if (!isGreeted) {
      isGreeted = true;
      return Optional.of(TextMessage.create(hello));
    }
    long now = nanos.getAsLong();
    if (now - nextStateNanos >= 0) {
      // All pages at the same moment, for which an update is made once.
      nextStateNanos = now - Math.floorMod(now, STATE_NANOS) + STATE_NANOS;
      look(now);
      if (wantsState && principal.isPresent()) {
        return Optional.of(counts.update(principal.get()).message());
      }
    }
    if (principal.isEmpty()) {
      return Optional.empty();
    }
    if (wantsRecent) {
      wantsRecent = false;
      return Optional.of(recent(principal.get()));
    }
    return picture(principal.get(), now);
  }

  private Message recent(Principal of) {
    return TextMessage.create(
        Json.text(new RecentCounts("recent", LiveCounts.SECONDS, counts.recent(of))));
  }

  /** The cameras take turns, so that one that is asked for often holds up none. */
  private Optional<Message> picture(Principal of, long now) {
    for (int looked = 0; looked < turns.size(); looked++) {
      if (!round.hasNext()) {
        round = List.copyOf(turns.values()).iterator();
      }
      Turn turn = round.next();
      if (now - turn.dueNanos >= 0 && of.sees(turn.camera)) {
        Optional<Counted> newest = counts.latest(turn.camera).filter(it -> it != turn.last);
        if (newest.isPresent() && newest.get().reply() instanceof DensityMap map) {
          // Where there is no bandwidth for it there is none for any other's.
          return isAllowed(newest.get())
              ? Optional.of(picture(turn, newest.get(), map, now))
              : Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private boolean isAllowed(Counted counted) {
    return !settings.pictures() || bandwidth.take(counted.frame().jpeg().size());
  }

  private Message picture(Turn turn, Counted counted, DensityMap map, long now) {
    turn.last = counted;
    // As often as asked for on the whole, though pictures come when they come.
    turn.dueNanos = Math.max(turn.dueNanos + turn.intervalNanos, now - turn.intervalNanos);
    return BinaryMessage.create(
        PictureMessage.of(
            counted,
            map.count(),
            counts.heat(turn.camera, map),
            counts.ageMillis(counted),
            settings.pictures()));
  }
}

package throng.actors.batch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import throng.actors.time.MonotonicClock;

/**
 * Whose batch a device runs next, where several networks share it: that of the network which has
 * had least of the devices' time, by how many cameras it counts. The empty pictures that warm it
 * wait for their turn as its batches do. A network that is alone never waits.
 *
 * <p>A device runs as many batches at once as the network with most workers on it has of them.
 * Those that count in spare time alone get a turn only while nobody else has a frame, and at most
 * one at a time each.
 *
 * <p>Whoever has a device for seconds with one batch holds up nobody any more: it may hang.
 *
 * <p>Any thread may use it. Whoever is given a turn is woken, outside of the lock.
 */
public final class DeviceTurns {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);

  private final MonotonicClock clock;
  private final List<Held> held = new ArrayList<>();
  private final List<Turn> networks = new ArrayList<>();
  private final List<Runnable> whenSpare = new ArrayList<>();
  private boolean isTold = true;

  private record Held(Turn turn, String device, long since) {}

  /** Which devices' turns are waited for, and which have been given. */
  private static final class Wish {
    int given;
    boolean isWanted;
  }

  /**
   * Of nobody yet.
   *
   * @param clock by which it is seen that one hangs
   */
  public DeviceTurns(MonotonicClock clock) {
    this.clock = clock;
  }

  /**
   * Takes part.
   *
   * @param workers the device of each worker
   * @param isSpare whether it counts in spare time alone
   * @param wake tells it that it was given a turn; it then works, and calls {@link Turn#settle}
   */
  public synchronized Turn join(List<String> workers, boolean isSpare, Runnable wake) {
    Turn turn = new Turn(workers, isSpare, wake);
    networks.add(turn);
    return turn;
  }

  /** Whether nobody has a frame, but those that count in spare time. */
  public synchronized boolean isSpare() {
    for (Turn turn : networks) {
      if (!turn.isSpare && turn.frames > 0) {
        return false;
      }
    }
    return true;
  }

  /** Runs each time that it becomes so; it only hands on. */
  public synchronized void onSpare(Runnable listener) {
    whenSpare.add(listener);
  }

  /** Runs it no more. */
  public synchronized void offSpare(Runnable listener) {
    whenSpare.remove(listener);
  }

  private static void run(List<Runnable> tasks) {
    tasks.forEach(Runnable::run);
  }

  /** What a device that has become free leads to: whoever is next gets it. */
  private void giveOn(String device, List<Runnable> wakes) {
    while (isFree(device)) {
      Optional<Turn> next = next(device);
      if (next.isEmpty()) {
        return;
      }
      Wish wish = next.get().wish(device);
      wish.isWanted = false;
      wish.given++;
      hold(next.get(), device);
      wakes.add(next.get().wake);
    }
  }

  private boolean isFree(String device) {
    long now = clock.nanos();
    int busy = 0;
    for (Held it : held) {
      busy += it.device().equals(device) && now - it.since() < PATIENCE ? 1 : 0;
    }
    int most = 0;
    for (Turn turn : networks) {
      most = Math.max(most, turn.atOnce(device));
    }
    return busy < most;
  }

  private Set<String> devices() {
    return networks.stream().flatMap(turn -> turn.workers.stream()).collect(Collectors.toSet());
  }

  private void hold(Turn turn, String device) {
    held.add(new Held(turn, device, clock.nanos()));
  }

  /** Lets go of what it has held longest. */
  private void letGo(Turn turn, String device) {
    for (int i = 0; i < held.size(); i++) {
      if (held.get(i).turn() == turn && held.get(i).device().equals(device)) {
        held.remove(i);
        return;
      }
    }
  }

  private Optional<Turn> next(String device) {
    boolean isSpareTime = isSpare();
    Turn next = null;
    for (Turn turn : networks) {
      boolean mayGo = turn.wish(device).isWanted && (!turn.isSpare || isSpareTime);
      if (mayGo && (next == null || turn.isBefore(next))) {
        next = turn;
      }
    }
    return Optional.ofNullable(next);
  }

  /** The least that one of a kind has had which has a frame; empty: none has. */
  private OptionalDouble leastTime(boolean isSpare) {
    return networks.stream()
        .filter(turn -> turn.isSpare == isSpare && turn.frames > 0)
        .mapToDouble(turn -> turn.time)
        .min();
  }

  /** One network's part in it. Used by its batcher. */
  public final class Turn {
    private final List<String> workers;
    private final boolean isSpare;
    private final Runnable wake;
    private final Map<String, Wish> wishes = new HashMap<>();
    private double time;
    private int frames;
    private boolean isServing;

    private Turn(List<String> workers, boolean isSpare, Runnable wake) {
      this.workers = List.copyOf(workers);
      this.isSpare = isSpare;
      this.wake = wake;
    }

    /** How many of its batches the device may run at once. */
    private int atOnce(String device) {
      int its = Collections.frequency(workers, device);
      return isSpare ? Math.min(1, its) : its;
    }

    private boolean isBefore(Turn other) {
      return isSpare == other.isSpare ? time < other.time : other.isSpare;
    }

    private Wish wish(String device) {
      return wishes.computeIfAbsent(device, any -> new Wish());
    }

    /** Asks for a turn; false: it is woken when it is given one. */
    boolean take(String device) {
      synchronized (DeviceTurns.this) {
        Wish wish = wish(device);
        if (wish.given > 0) {
          wish.given--;
          return true;
        }
        if (frames == 0 && !wish.isWanted) {
          forgoPast();
        }
        if (isFree(device) && (!isSpare || DeviceTurns.this.isSpare())) {
          hold(this, device);
          return true;
        }
        wish.isWanted = true;
        return false;
      }
    }

    /**
     * The turn is over. Who gives it back goes on by itself: it is not woken for its next one.
     *
     * @param nanos of the device that it took; 0: it was not used
     * @param cameras how many share what the network gets
     * @param wantsMore whether it has a next batch for the device
     */
    void gaveBack(String device, long nanos, int cameras, boolean wantsMore) {
      List<Runnable> wakes = new ArrayList<>();
      synchronized (DeviceTurns.this) {
        letGo(this, device);
        time += (double) nanos / Math.max(1, cameras);
        wish(device).isWanted |= wantsMore;
        giveOn(device, wakes);
        wakes.remove(wake);
      }
      run(wakes);
    }

    /** How many frames it has, which those in spare time wait for. */
    void holds(int now) {
      List<Runnable> wakes = new ArrayList<>();
      synchronized (DeviceTurns.this) {
        if (frames == 0 && now > 0) {
          forgoPast();
        }
        frames = now;
        boolean isSpareTime = DeviceTurns.this.isSpare();
        if (isSpareTime && !isTold) {
          devices().forEach(device -> giveOn(device, wakes));
          wakes.addAll(whenSpare);
        }
        isTold = isSpareTime;
      }
      run(wakes);
    }

    // What it did not ask for while it had nothing it has no claim on now. Where nobody has a frame
    // nobody is owed anything: all begin anew.
    private void forgoPast() {
      OptionalDouble least = leastTime(isSpare);
      if (least.isPresent()) {
        time = Math.max(time, least.getAsDouble());
      } else {
        networks.stream().filter(turn -> turn.isSpare == isSpare).forEach(turn -> turn.time = 0);
      }
    }

    /** Whether it has active cameras, beside which nobody is to keep a device for long. */
    void serves(boolean hasActiveCameras) {
      synchronized (DeviceTurns.this) {
        isServing = hasActiveCameras;
      }
    }

    /** How many networks have active cameras, this one among them in any case. */
    int serving() {
      synchronized (DeviceTurns.this) {
        int others = 0;
        for (Turn network : networks) {
          others += network != this && network.isServing ? 1 : 0;
        }
        return 1 + others;
      }
    }

    /** Whether no network that shares the devices has an active camera, this one neither. */
    boolean isQuiet() {
      synchronized (DeviceTurns.this) {
        return networks.stream().noneMatch(network -> network.isServing);
      }
    }

    /** Gives back what it was given and had no use for; to be called once it has worked. */
    void settle() {
      List<Runnable> wakes = new ArrayList<>();
      synchronized (DeviceTurns.this) {
        wishes.forEach((device, wish) -> giveBackUnused(device, wish, wakes));
      }
      run(wakes);
    }

    private void giveBackUnused(String device, Wish wish, List<Runnable> wakes) {
      if (wish.given > 0) {
        for (; wish.given > 0; wish.given--) {
          letGo(this, device);
        }
        wish.isWanted = false;
        giveOn(device, wakes);
      }
    }

    /** Takes no part any more. */
    void leave() {
      List<Runnable> wakes = new ArrayList<>();
      synchronized (DeviceTurns.this) {
        networks.remove(this);
        wishes.clear();
        held.removeIf(it -> it.turn() == this);
        devices().forEach(device -> giveOn(device, wakes));
      }
      run(wakes);
    }
  }
}

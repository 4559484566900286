package throng.edge.lan;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import throng.common.console.Console;
import throng.streams.legacy.lan.ViewerListener;
import throng.streams.log.RateLimitedLog;
import throng.streams.settings.HostAndPort;
import throng.streams.tcp.TurnedAway;

/** The viewers of one camera: who is there, and how many pictures a second each gets. */
final class Viewers implements ViewerListener {
  private static final double NANOS = 1e9;

  // More than a person opens; fewer than a program does that opens and closes for ever.
  private static final int VISITS_AT_ONCE = 8;

  private final String camera;
  private final int most;
  private final boolean mayShutDown;
  private final Console console;
  private final RateLimitedLog visits;
  private final Runnable shutdown;
  private final long idleNanos;
  private final LongSupplier nanos;
  // In the order in which they came.
  private final Map<InetSocketAddress, Place> places = new LinkedHashMap<>();
  private int captured;
  private long since = System.nanoTime();

  /**
   * @param most how many may be there
   * @param idleAfter after how long without a command or a picture a viewer makes room for another
   * @param shutdown run when a viewer that may asks for it
   */
  Viewers(
      String camera,
      int most,
      Duration idleAfter,
      boolean mayShutDown,
      Console console,
      Runnable shutdown) {
    this(camera, most, idleAfter, mayShutDown, console, shutdown, System::nanoTime);
  }

  Viewers(
      String camera,
      int most,
      Duration idleAfter,
      boolean mayShutDown,
      Console console,
      Runnable shutdown,
      LongSupplier nanos) {
    this.camera = camera;
    this.most = most;
    this.mayShutDown = mayShutDown;
    this.console = console;
    this.visits = RateLimitedLog.lines(console::line, VISITS_AT_ONCE);
    this.shutdown = shutdown;
    this.idleNanos = idleAfter.toNanos();
    this.nanos = nanos;
  }

  /**
   * A viewer has come. Where that is one too many, the oldest goes that has not sent a command: so
   * connections that say nothing keep nobody out. If all others have, the one goes that has been
   * idle for longest, and if none is, this one.
   *
   * @param hangUp ends its connection; must not block
   */
  synchronized void came(InetSocketAddress viewer, Runnable hangUp) {
    places.put(viewer, new Place(hangUp, nanos.getAsLong()));
    if (places.size() > most && viewer.equals(makeRoom(viewer))) {
      return;
    }
    visits.write("viewers come", camera + ": a viewer has come from " + text(viewer) + ".");
  }

  private InetSocketAddress makeRoom(InetSocketAddress newest) {
    InetSocketAddress silent = oldestSilent().orElse(newest);
    InetSocketAddress goes = silent.equals(newest) ? longestIdle().orElse(newest) : silent;
    Place place = places.remove(goes);
    if (place != null) {
      turnedAway(goes, place.reason(goes.equals(newest)));
      place.hangUp.run();
    }
    return goes;
  }

  private Optional<InetSocketAddress> oldestSilent() {
    return places.entrySet().stream()
        .filter(entry -> !entry.getValue().isHeard)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private Optional<InetSocketAddress> longestIdle() {
    long now = nanos.getAsLong();
    return places.entrySet().stream()
        .filter(entry -> entry.getValue().idle(now) >= idleNanos)
        .max(Comparator.comparingLong(entry -> entry.getValue().idle(now)))
        .map(Map.Entry::getKey);
  }

  /** It has sent a command, or part of one. */
  synchronized void heard(InetSocketAddress viewer) {
    Place place = places.get(viewer);
    if (place != null) {
      place.isHeard = true;
      place.active = nanos.getAsLong();
    }
  }

  synchronized void left(InetSocketAddress viewer) {
    if (places.remove(viewer) != null) {
      visits.write("left", camera + ": the viewer from " + text(viewer) + " has left.");
    }
  }

  /** The listener did not let it come. */
  void turnedAway(InetSocketAddress viewer, TurnedAway why) {
    turnedAway(viewer, why.reason());
  }

  private void turnedAway(InetSocketAddress viewer, String reason) {
    visits.write(
        "turned away",
        camera + ": turned the viewer from " + text(viewer) + " away: " + reason + ".");
  }

  synchronized boolean isAnyThere() {
    return !places.isEmpty();
  }

  /** There is a picture to serve. */
  synchronized void captured() {
    captured++;
  }

  @Override
  public synchronized void pictureSent(InetSocketAddress viewer) {
    Place place = places.get(viewer);
    if (place != null) {
      place.sent++;
      place.active = nanos.getAsLong();
    }
  }

  @Override
  public void asksForShutdown(InetSocketAddress viewer) {
    if (mayShutDown) {
      console.line(camera + ": the viewer from " + text(viewer) + " ends this edge node.");
      shutdown.run();
    }
  }

  /** The rates since the last call, in words. */
  synchronized String status() {
    double seconds = Math.max(1e-3, (System.nanoTime() - since) / NANOS);
    since = System.nanoTime();
    String rates =
        places.entrySet().stream()
            .map(entry -> text(entry.getKey()) + " " + rate(entry.getValue().sent, seconds))
            .collect(Collectors.joining(", "));
    places.values().forEach(place -> place.sent = 0);
    String camera = "served " + rate(captured, seconds);
    captured = 0;
    return camera + " to " + (rates.isEmpty() ? "no viewer" : rates);
  }

  private static String rate(int pictures, double seconds) {
    return String.format(Locale.ROOT, "%.1f fps", pictures / seconds);
  }

  private static String text(InetSocketAddress viewer) {
    return HostAndPort.of(viewer).toString();
  }

  /** One viewer's place. */
  private static final class Place {
    private final Runnable hangUp;
    private boolean isHeard;
    private int sent;
    private long active;

    Place(Runnable hangUp, long now) {
      this.hangUp = hangUp;
      this.active = now;
    }

    long idle(long now) {
      return now - active;
    }

    String reason(boolean isNewest) {
      return isNewest
          ? TurnedAway.FULL.reason()
          : isHeard ? "it was idle, and another one came" : TurnedAway.CROWDED_OUT.reason();
    }
  }
}

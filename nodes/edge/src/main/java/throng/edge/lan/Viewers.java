package throng.edge.lan;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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
  private final Map<InetSocketAddress, Integer> sent = new LinkedHashMap<>();
  // Oldest first: what has not sent a command yet, and how it is hung up on.
  private final Map<InetSocketAddress, Runnable> silent = new LinkedHashMap<>();
  private int captured;
  private long since = System.nanoTime();

  /**
   * @param most how many may be there
   * @param shutdown run when a viewer that may asks for it
   */
  Viewers(String camera, int most, boolean mayShutDown, Console console, Runnable shutdown) {
    this.camera = camera;
    this.most = most;
    this.mayShutDown = mayShutDown;
    this.console = console;
    this.visits = RateLimitedLog.lines(console::line, VISITS_AT_ONCE);
    this.shutdown = shutdown;
  }

  /**
   * A viewer has come. Where that is one too many, the oldest goes that has not sent a command: so
   * connections that say nothing keep nobody out. If all others have, it is this one.
   *
   * @param hangUp ends its connection; must not block
   */
  synchronized void came(InetSocketAddress viewer, Runnable hangUp) {
    sent.put(viewer, 0);
    silent.put(viewer, hangUp);
    if (sent.size() > most && viewer.equals(makeRoom())) {
      return;
    }
    visits.write("viewers come", camera + ": a viewer has come from " + text(viewer) + ".");
  }

  private InetSocketAddress makeRoom() {
    Map.Entry<InetSocketAddress, Runnable> oldest = silent.entrySet().iterator().next();
    boolean isNewest = silent.size() == 1;
    turnedAway(oldest.getKey(), isNewest ? TurnedAway.FULL : TurnedAway.CROWDED_OUT);
    sent.remove(oldest.getKey());
    silent.remove(oldest.getKey());
    oldest.getValue().run();
    return oldest.getKey();
  }

  /** It has sent a command, or part of one. */
  synchronized void heard(InetSocketAddress viewer) {
    silent.remove(viewer);
  }

  synchronized void left(InetSocketAddress viewer) {
    silent.remove(viewer);
    if (sent.remove(viewer) != null) {
      visits.write("left", camera + ": the viewer from " + text(viewer) + " has left.");
    }
  }

  /** The listener did not let it come. */
  void turnedAway(InetSocketAddress viewer, TurnedAway why) {
    visits.write(
        "turned away",
        camera + ": turned the viewer from " + text(viewer) + " away: " + why.reason() + ".");
  }

  synchronized boolean isAnyThere() {
    return !sent.isEmpty();
  }

  /** There is a picture to serve. */
  synchronized void captured() {
    captured++;
  }

  @Override
  public synchronized void pictureSent(InetSocketAddress viewer) {
    sent.computeIfPresent(viewer, (same, pictures) -> pictures + 1);
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
        sent.entrySet().stream()
            .map(entry -> text(entry.getKey()) + " " + rate(entry.getValue(), seconds))
            .collect(Collectors.joining(", "));
    sent.replaceAll((viewer, pictures) -> 0);
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
}

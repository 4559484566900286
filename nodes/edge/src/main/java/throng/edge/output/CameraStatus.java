package throng.edge.output;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import throng.common.console.Console;
import throng.streams.camera.CameraListener;
import throng.streams.flow.LinkEvent;
import throng.streams.flow.Outcome;
import throng.streams.frame.DensityMap;
import throng.streams.log.RateLimitedLog;
import throng.streams.tally.Tally;

/**
 * How one camera fares: what its stream tells on its way, and a sentence on the console at the
 * beginning and at the end of each outage.
 *
 * <p>Told by the stream's threads, read by the status lines' one.
 */
public final class CameraStatus implements CameraListener {
  // A node or camera that takes every connection and breaks it must not fill the disk.
  private static final int CHANGES_AT_ONCE = 4;

  private final String name;
  private final Tally tally;
  private final OptionalLong total;
  private final LongSupplier nanos;
  private final RateLimitedLog good;
  private final RateLimitedLog bad;
  private final RateLimitedLog over;
  private final CountClock counts = new CountClock();

  private String connection = "connecting";
  private boolean cameraAway;
  private boolean finished;
  private boolean nodeAway;
  private boolean connected;
  private boolean connectedOnce;
  // The last connection, until it brings an answer: the next is no better, and not told, before.
  private LinkEvent.@Nullable Connected unproven;
  private long cameraAwaySince;
  private long firstNanos;
  private long lastNanos;
  private long rowsWithoutCount;
  private String lastReason = "";
  private @Nullable Integer lastTruth;
  private long truths;
  private double truthSum;
  private double errorSum;
  private @Nullable Supplier<String> viewers;
  private boolean counted = true;
  private final NetworkHistory networks = new NetworkHistory();

  /**
   * A camera that has not begun.
   *
   * @param total how many pictures its source will give; empty: not known, or no end
   */
  public CameraStatus(String name, Tally tally, OptionalLong total, Console console) {
    this(name, tally, total, console, System::nanoTime);
  }

  /** The same on another clock, in nanoseconds. */
  CameraStatus(String name, Tally tally, OptionalLong total, Console console, LongSupplier nanos) {
    this.nanos = nanos;
    this.name = name;
    this.tally = tally;
    this.total = total;
    this.good = RateLimitedLog.lines(console::line, CHANGES_AT_ONCE);
    this.bad = RateLimitedLog.lines(console::error, CHANGES_AT_ONCE);
    this.over = RateLimitedLog.lines(console::over, CHANGES_AT_ONCE);
  }

  /** Passes a connection's event on, and notes it. */
  public LinkEvent link(LinkEvent event) {
    if (event instanceof LinkEvent.Connected connected) {
      connected(connected);
    } else if (event instanceof LinkEvent.Answered answered) {
      networks.answered(answered.reply().sequence());
      answered();
    } else if (event instanceof LinkEvent.ModelChanged changed) {
      networks.connected((changed.name() + " " + changed.version()).strip());
    } else if (event instanceof LinkEvent.Disconnected disconnected) {
      disconnected(disconnected);
    }
    return event;
  }

  private synchronized void connected(LinkEvent.Connected event) {
    connection = event.address();
    connected = true;
    networks.connected(model(event));
    if (nodeAway && unproven != null) {
      unproven = event;
      return;
    }
    unproven = event;
    sayConnected(event);
  }

  private synchronized void answered() {
    LinkEvent.Connected first = unproven;
    unproven = null;
    if (first != null && nodeAway) {
      sayConnected(first);
    }
  }

  private void sayConnected(LinkEvent.Connected event) {
    RateLimitedLog log = nodeAway ? over : good;
    log.write(
        "connections",
        name
            + ": "
            + (connectedOnce ? "connected again to " : "connected to ")
            + event.address()
            + ", which counts with "
            + model(event)
            + ".");
    nodeAway = false;
    connectedOnce = true;
  }

  private static String model(LinkEvent.Connected event) {
    return (event.welcome().modelName() + " " + event.welcome().modelVersion()).strip();
  }

  private synchronized void disconnected(LinkEvent.Disconnected event) {
    connection = "not connected";
    connected = false;
    if (event.inGoodOrder()) {
      good.write("moves", name + ": " + event.sentence());
    } else if (!nodeAway) {
      nodeAway = true;
      bad.write("connections lost", name + ": " + event.sentence());
    }
  }

  /** Passes an outcome on, and notes it. */
  public synchronized Outcome outcome(Outcome outcome) {
    lastNanos = nanos.getAsLong();
    if (firstNanos == 0) {
      firstNanos = outcome.frame().picture().capturedNanos();
    }
    if (outcome.reply() instanceof DensityMap map) {
      counts.counted(lastNanos);
      compare(outcome, map.count());
    } else {
      rowsWithoutCount++;
      lastReason = Reasons.of(outcome.reply());
    }
    return outcome;
  }

  private void compare(Outcome outcome, double count) {
    outcome
        .frame()
        .picture()
        .truth()
        .ifPresent(
            truth -> {
              lastTruth = truth;
              truths++;
              truthSum += truth;
              errorSum += Math.abs(count - truth);
            });
  }

  @Override
  public synchronized void cameraLost(String sentence) {
    cameraAway = true;
    cameraAwaySince = nanos.getAsLong();
    bad.write("camera lost", name + ": " + sentence + " It is tried again until it is back.");
  }

  @Override
  public synchronized void cameraStillAway(String sentence) {
    bad.write("camera still away", name + ": the camera is still away: " + sentence);
  }

  @Override
  public synchronized void cameraBack() {
    cameraAway = false;
    over.write("camera back", name + ": the camera is back.");
  }

  /**
   * The camera is served too.
   *
   * @param viewers how they fare, for the status line
   * @param counted whether a GPU node counts
   */
  public synchronized void served(Supplier<String> viewers, boolean counted) {
    this.viewers = viewers;
    this.counted = counted;
  }

  /** How the viewers fare; empty: the camera is not served. */
  synchronized Optional<String> viewers() {
    return Optional.ofNullable(viewers).map(Supplier::get);
  }

  synchronized boolean isCounted() {
    return counted;
  }

  /** For how long the camera has been away, in nanoseconds; 0: it is not. */
  public synchronized long cameraAwayNanos() {
    return cameraAway ? nanos.getAsLong() - cameraAwaySince : 0;
  }

  /** Whether answers can still come. */
  public synchronized boolean isConnected() {
    return connected;
  }

  /** How many rows have a reason in place of a count. */
  public synchronized long rowsWithoutCount() {
    return rowsWithoutCount;
  }

  /**
   * Which network answered the frame of that number, by name and version; numbers are asked for in
   * order.
   */
  String network(long sequence) {
    return networks.of(sequence);
  }

  String name() {
    return name;
  }

  Tally tally() {
    return tally;
  }

  OptionalLong total() {
    return total;
  }

  /** The camera has ended, and what it gave has its outcome. */
  public synchronized void finished() {
    finished = true;
  }

  synchronized String state() {
    if (finished) {
      return "finished";
    }
    return cameraAway ? "camera away" : connection;
  }

  /** Whether the last count is still to be shown; a finished camera's is. */
  synchronized boolean isCountFresh() {
    return counts.hasCounted() && (finished || counts.silence(nanos.getAsLong()).isEmpty());
  }

  /** In words, where it is not; empty: it is. */
  synchronized Optional<String> countless() {
    if (isCountFresh()) {
      return Optional.empty();
    }
    long seconds = counts.silence(nanos.getAsLong()).orElse(0) / 1_000_000_000;
    return Optional.of(counts.hasCounted() ? "no count for " + seconds + " s" : "no count yet");
  }

  synchronized boolean isFinished() {
    return finished;
  }

  /** What a window says in place of a count: that there is none, or what is awaited. */
  synchronized Optional<String> notice() {
    if (counts.hasCounted()) {
      return countless();
    }
    String why = lastReason.isEmpty() ? "" : " (" + lastReason + ")";
    if (finished) {
      return Optional.of("finished without a count" + why);
    }
    return Optional.of(awaited() + why);
  }

  private String awaited() {
    if (cameraAway) {
      return "waiting for the camera: it is tried again";
    }
    if (!connected) {
      return "waiting for the GPU node";
    }
    return tally.snapshot().captured() == 0
        ? "waiting for the camera's first picture"
        : "waiting for the first count";
  }

  synchronized @Nullable Integer lastTruth() {
    return lastTruth;
  }

  /** Seconds from the first picture to the last outcome. */
  synchronized double seconds() {
    return firstNanos == 0 ? 0 : Math.max(0, lastNanos - firstNanos) / 1e9;
  }

  /** What the source knew, averaged; null: it knew nothing. */
  synchronized @Nullable Truth truth() {
    return truths == 0 ? null : new Truth(truthSum / truths, errorSum / truths);
  }

  /**
   * The synthetic crowd's own count beside the estimates.
   *
   * @param mean of the true counts
   * @param meanError of the estimates, without its sign
   */
  record Truth(double mean, double meanError) {}
}

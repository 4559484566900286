package throng.edge.output;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import throng.edge.output.window.Caption;
import throng.streams.flow.Outcome;
import throng.streams.tally.IntervalReader;

/**
 * What a window says of a camera: of the picture that is shown its count and time, of this moment
 * how the camera fares. Any thread may call it.
 */
final class TileCaption implements Supplier<Caption> {
  private static final long RATE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final CameraStatus camera;
  private final OutcomeText text;
  private final LongSupplier nanos;
  private final IntervalReader intervals;
  private String result = "";
  private String clock = "";
  private String rate = "";
  private long rated;

  /**
   * @param nanos a clock like {@link System#nanoTime}
   */
  TileCaption(CameraStatus camera, OutcomeText text, LongSupplier nanos) {
    this.camera = camera;
    this.text = text;
    this.nanos = nanos;
    this.intervals = new IntervalReader(camera.tally());
    this.rated = nanos.getAsLong();
  }

  /** This outcome's picture is what is seen from now on. */
  synchronized void shows(Outcome outcome) {
    result = text.result(outcome);
    clock = text.clockNow(outcome.frame().picture());
  }

  @Override
  public synchronized Caption get() {
    long now = nanos.getAsLong();
    if (now - rated >= RATE_NANOS) {
      rate = String.format(Locale.ROOT, "%.1f fps", intervals.next().perSecond());
      rated = now;
    }
    String notice = camera.notice().orElse("");
    boolean isLive = notice.isEmpty() && !camera.isFinished();
    List<String> details =
        isLive ? List.of(clock, camera.state(), rate) : List.of(camera.state(), clock);
    return new Caption(camera.name(), result, details, notice);
  }
}

package throng.bench;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;
import throng.bench.EdgeSide.Answers;
import throng.bench.EdgeSide.RunningCamera;
import throng.streams.camera.Picture;
import throng.streams.flow.LinkEvent;
import throng.streams.flow.Outcome;
import throng.streams.frame.DensityMap;
import throng.streams.frame.Mode;

/** Live cameras that do everything right: what becomes of them beside others that do not. */
final class HonestCameras implements Answers {
  static final int CAMERAS = 4;

  private static final double LONGEST_AGE_MICROS = 60e6;

  private final LongAdder counted = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final Histogram ages = new SynchronizedHistogram(3);
  private long sinceNanos = System.nanoTime();

  /**
   * What they had in some time.
   *
   * @param framesPerSecond with a count, of all together
   * @param ageP99 of those, in milliseconds
   * @param lost how many connections
   */
  record Share(double framesPerSecond, double ageP99, long lost) {}

  /**
   * Starts them.
   *
   * @param each frames a second of each
   */
  static HonestCameras start(EdgeSide edge, List<Picture> pictures, double each) {
    HonestCameras cameras = new HonestCameras();
    for (int i = 0; i < CAMERAS; i++) {
      edge.run(
          "honest" + i,
          Mode.LIVE,
          StoredCamera.of(pictures, each),
          cameras,
          cameras.new Connection(),
          "");
    }
    return cameras;
  }

  /** Has as many count for a while as fast as it goes. */
  static void warm(EdgeSide edge, List<Picture> pictures, double seconds)
      throws InterruptedException {
    var unused = Overload.capacity(edge, pictures, CAMERAS, seconds);
  }

  /** Frames a second that there are, of as many cameras that wait their turn. */
  static double capacity(EdgeSide edge, List<Picture> pictures) throws InterruptedException {
    return Overload.capacity(edge, pictures, CAMERAS, 8);
  }

  /** Milliseconds until one more camera was in, or as long as was waited. */
  static long millisToGetIn(EdgeSide edge, String name, Picture picture, long atMostMillis)
      throws InterruptedException {
    AtomicLong welcomed = new AtomicLong();
    long start = System.nanoTime();
    RunningCamera camera =
        edge.run(
            name,
            Mode.LIVE,
            StoredCamera.of(List.of(picture), 1),
            outcome -> {},
            event -> {
              if (event instanceof LinkEvent.Connected) {
                welcomed.compareAndSet(0, System.nanoTime());
              }
            },
            "");
    long millis = 0;
    while (welcomed.get() == 0 && millis < atMostMillis) {
      Thread.sleep(1);
      millis = (System.nanoTime() - start) / 1_000_000;
    }
    camera.reading().shutdown();
    return welcomed.get() == 0 ? atMostMillis : (welcomed.get() - start) / 1_000_000;
  }

  @Override
  public void accept(Outcome outcome) {
    if (outcome.reply() instanceof DensityMap) {
      counted.increment();
      ages.recordValue((long) Math.min(LONGEST_AGE_MICROS, outcome.ageNanos() / 1e3));
    }
  }

  /** From here on. */
  void reset() {
    counted.reset();
    lost.reset();
    ages.reset();
    sinceNanos = System.nanoTime();
  }

  /** Since {@link #reset}. */
  Share share() {
    double seconds = (System.nanoTime() - sinceNanos) / 1e9;
    return new Share(counted.sum() / seconds, ages.getValueAtPercentile(99) / 1e3, lost.sum());
  }

  /** One camera's; hears of it from one thread at a time. */
  private final class Connection implements Consumer<LinkEvent> {
    private boolean isUp;

    @Override
    public void accept(LinkEvent event) {
      if (event instanceof LinkEvent.Connected) {
        isUp = true;
      } else if (event instanceof LinkEvent.Disconnected && isUp) {
        isUp = false;
        lost.increment();
      }
    }
  }
}

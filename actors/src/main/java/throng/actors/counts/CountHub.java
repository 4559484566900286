package throng.actors.counts;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import throng.actors.time.MonotonicClock;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;
import throng.streams.log.RateLimitedLog;

/**
 * Spreads what is counted among readers that may be slow: who counts never waits for them, and what
 * a reader misses is counted. Any thread may use it.
 *
 * <p>Without a reader nothing is kept but each camera's newest picture and map.
 */
public final class CountHub {
  private final CountSettings settings;
  private final MonotonicClock clock;
  private final InstantSource utc;
  private final NewestCounts newest;
  private final List<Named> readers = new CopyOnWriteArrayList<>();
  private final RateLimitedLog log = RateLimitedLog.errors(CountHub.class);

  private record Named(String name, Waiting waiting) {}

  /** One reader's end. Closed, it gets nothing any more. */
  public interface Reader extends AutoCloseable {
    /** What has come since this was last called, the oldest first; empty: nothing. */
    List<Counted> take();

    /** How many counts this reader has missed. */
    long dropped();

    @Override
    void close();
  }

  /**
   * A hub without readers.
   *
   * @param clock the node's
   * @param utc the time of day
   */
  public CountHub(CountSettings settings, MonotonicClock clock, InstantSource utc) {
    this.settings = settings;
    this.clock = clock;
    this.utc = utc;
    this.newest = new NewestCounts(settings.pictureMemory());
  }

  /**
   * Publishes the answer that a frame gets at this moment.
   *
   * @param arrivedNanos when its last byte came
   */
  public void answered(
      CameraId camera, JpegFrame frame, FrameReply reply, Network network, long arrivedNanos) {
    long now = clock.nanos();
    publish(new Counted(camera, frame, reply, network, now, utc.millis(), now - arrivedNanos));
  }

  /** Spreads one count; neither waits nor fails, whatever readers do. */
  public void publish(Counted counted) {
    if (counted.reply() instanceof DensityMap map) {
      newest.put(counted, map);
    }
    for (Named reader : readers) {
      try {
        reader.waiting().offer(counted);
      } catch (RuntimeException e) {
        log.write(reader.name(), "The reader of counts '" + reader.name() + "' failed", e);
      }
    }
  }

  /** A camera that was counted before this hub was: it is away until it comes. */
  public void remember(CameraId camera, CameraNow.LastCount last, boolean saidGoodbye) {
    newest.remember(camera, last, saidGoodbye);
  }

  /** Whether a camera was away, and is not known any more. */
  public boolean forget(CameraId camera) {
    return newest.forget(camera);
  }

  /** A camera's session began. */
  public void connected(CameraId camera) {
    newest.connected(camera, clock.nanos());
  }

  /** A camera's session broke off: it may come back. */
  public void disconnected(CameraId camera) {
    newest.disconnected(camera, clock.nanos(), false);
  }

  /** A camera's session ended in good order: there is nothing more to count. */
  public void left(CameraId camera) {
    newest.disconnected(camera, clock.nanos(), true);
  }

  /**
   * A reader of every answer, without the pictures' bytes.
   *
   * @param name the program's own word for it; those of one name are counted together
   * @param capacity how many answers wait for it at most; fewer where they take more memory than
   *     one reader may. For one that does not fit the oldest goes, and is counted
   * @param onNews runs on the thread that counted, when there is something to take again; it only
   *     hands on
   */
  public Reader reader(String name, int capacity, Runnable onNews) {
    Waiting waiting =
        new Waiting(
            capacity,
            settings.readerMemory(),
            onNews,
            closed -> readers.removeIf(it -> it.waiting() == closed));
    readers.add(new Named(name, waiting));
    return waiting;
  }

  /**
   * The newest count of a connected camera with its map and picture; empty: none, or it is no
   * longer kept.
   */
  public Optional<Counted> latest(CameraId camera) {
    return newest.latest(camera);
  }

  /** A camera that is connected, or was one of the last that were; empty: it is neither. */
  public Optional<CameraNow> camera(CameraId camera) {
    return newest.camera(camera);
  }

  /** Each camera that is connected, and the last ones that were, by name. */
  public List<CameraNow> cameras() {
    return newest.cameras();
  }

  /** What the open readers have missed, by name. */
  public Map<String, Long> dropped() {
    Map<String, Long> dropped = new TreeMap<>();
    readers.forEach(it -> dropped.merge(it.name(), it.waiting().dropped(), Long::sum));
    return dropped;
  }
}

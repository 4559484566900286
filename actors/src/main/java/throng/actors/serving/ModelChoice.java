package throng.actors.serving;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;

/**
 * What cameras choose by its name: the network that counts them, which may be another one later.
 *
 * <p>A frame is given to the network that is in use at that moment, and counted by that one,
 * whatever is used from then on: of one camera's frames none that comes after the change is counted
 * by the network before it. Any thread may use it.
 */
public final class ModelChoice {
  private final String name;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<Long, PictureSize> told = new LinkedHashMap<>();
  private final Map<Long, PictureSize> counted = new LinkedHashMap<>();
  private String network;
  private ModelHost host;
  private int cameras;

  ModelChoice(String name, ModelHost host) {
    this.name = name;
    this.network = name;
    this.host = host;
  }

  public String name() {
    return name;
  }

  /** The network in use, at this moment. */
  public ModelHost host() {
    lock.readLock().lock();
    try {
      return host;
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Lets somebody give a frame to the network in use, which stays so until {@code give} returns.
   */
  public void give(Consumer<ModelHost> give) {
    lock.readLock().lock();
    try {
      give.accept(host);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** A camera has chosen it. */
  synchronized void joined() {
    cameras++;
  }

  /** Its connection has ended. */
  public synchronized void left(long session) {
    cameras--;
    told.remove(session);
    counted.remove(session);
  }

  /** Tells that pictures of this size, in pixels, are coming by a connection. */
  public synchronized void expect(long session, int width, int height) {
    told.put(session, new PictureSize(width, height));
    host().expect(session, width, height);
  }

  /** The pictures that are counted of a connection have this size from here on. */
  public synchronized void counts(long session, PictureSize size) {
    counted.put(session, size);
  }

  /** Tells another network what is coming, before it is used. */
  synchronized void announce(ModelHost next) {
    told.forEach((session, size) -> next.expect(session, size.width(), size.height()));
  }

  /** How many cameras are connected that have chosen it. */
  synchronized int cameras() {
    return cameras;
  }

  /** The name of the network in use. */
  synchronized String network() {
    return network;
  }

  /** Each size, in pixels, that its cameras' pictures have: not what they only tell. */
  synchronized Iterable<PictureSize> sizes() {
    return counted.values().stream().distinct().toList();
  }

  /** Uses another network for what comes from here on. */
  synchronized void use(String other, ModelHost next) {
    // A connection that tells its size meanwhile tells it before or after this, and so to both.
    announce(next);
    ModelHost before = host();
    lock.writeLock().lock();
    try {
      network = other;
      host = next;
    } finally {
      lock.writeLock().unlock();
    }
    if (before != next) {
      told.keySet().forEach(before::forget);
    }
  }
}

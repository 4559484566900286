package throng.gpu.web.site;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import throng.actors.counts.Counted;
import throng.streams.frame.CameraId;

/**
 * Pictures that somebody is counting: in memory only, few of them and of few bytes, and for some
 * minutes after somebody last asked for more time. Any thread may use it.
 */
final class HeldPictures {
  /** Where there are more, the one for which nobody has asked for longest is forgotten. */
  static final int MOST = 16;

  /** So many bytes of JPEG in all; the newest is held, however many it has. */
  static final long MOST_BYTES = 32 << 20;

  static final Duration HELD = Duration.ofMinutes(10);

  private static final int ID_BYTES = 12;

  private final LongSupplier nanos;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Held> held = new LinkedHashMap<>();

  /**
   * One of them.
   *
   * @param people as the network counted, masks left out
   */
  record Held(String id, Counted picture, double people, long endNanos) {}

  HeldPictures(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Holds one. */
  synchronized Held hold(Counted picture, double people) {
    forget();
    long left = MOST_BYTES - bytes(picture);
    while (!held.isEmpty() && (held.size() == MOST || bytes() > left)) {
      Iterator<Held> eldest = held.values().iterator();
      eldest.next();
      eldest.remove();
    }
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return put(HexFormat.of().formatHex(id), picture, people);
  }

  // Last, behind all that are forgotten before it.
  private Held put(String id, Counted picture, double people) {
    Held one = new Held(id, picture, people, nanos.getAsLong() + HELD.toNanos());
    held.remove(id);
    held.put(id, one);
    return one;
  }

  /** Holds it for as long again; false: there is none of this camera. */
  synchronized boolean renew(CameraId camera, String id) {
    return get(camera, id).map(it -> put(id, it.picture(), it.people())).isPresent();
  }

  /** The one of this camera with that id. */
  synchronized Optional<Held> get(CameraId camera, String id) {
    forget();
    return Optional.ofNullable(held.get(id)).filter(it -> it.picture().camera().equals(camera));
  }

  /** Forgets it; false: there is none of this camera. */
  synchronized boolean remove(CameraId camera, String id) {
    return get(camera, id).map(it -> held.remove(it.id())).isPresent();
  }

  /** Forgets those whose time is over. */
  synchronized void forget() {
    long now = nanos.getAsLong();
    held.values().removeIf(it -> now - it.endNanos() >= 0);
  }

  private long bytes() {
    return held.values().stream().mapToLong(it -> bytes(it.picture())).sum();
  }

  private static long bytes(Counted picture) {
    return picture.frame().jpeg().size();
  }
}

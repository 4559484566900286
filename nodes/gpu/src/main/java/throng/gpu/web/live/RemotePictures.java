package throng.gpu.web.live;

import akka.util.ByteString;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import throng.actors.counts.Counted;
import throng.actors.counts.MemberBytes;
import throng.actors.counts.live.Elsewhere;
import throng.actors.counts.live.Elsewhere.CameraElsewhere;
import throng.actors.counts.past.OtherNodes;
import throng.actors.counts.past.OtherNodes.Reply;
import throng.streams.frame.CameraId;
import throng.streams.log.RateLimitedLog;
import throng.streams.log.Reason;

/**
 * The newest counts, with their pictures, of cameras that other nodes count: fetched once a second,
 * and only those that somebody looks at. Any thread may ask.
 */
final class RemotePictures {
  /** The camera's newest count is still the one that was fetched before. */
  static final int SAME = 0;

  /** A count follows. */
  static final int NEW = 1;

  private static final long LOOKED_NANOS = Duration.ofSeconds(3).toNanos();
  private static final int MOST_WATCHED = 4096;
  private static final long SOON_MILLIS = 4_000;
  private static final long HELD_NANOS = Duration.ofSeconds(5).toNanos();

  private final Elsewhere elsewhere;
  private final OtherNodes others;
  private final boolean isWithJpeg;
  private final LongSupplier nanos;
  private final RateLimitedLog log = RateLimitedLog.warnings(RemotePictures.class);

  // Guarded by this.
  private final Map<CameraId, Watched> watched = new LinkedHashMap<>();
  private CompletableFuture<Void> next = new CompletableFuture<>();

  private static final class Watched {
    long lookedNanos;
    long askedNanos;
    long toldNanos;
    @Nullable Counted newest;
  }

  /**
   * @param isWithJpeg whether pictures are shown here
   */
  RemotePictures(Elsewhere elsewhere, OtherNodes others, boolean isWithJpeg, LongSupplier nanos) {
    this.elsewhere = elsewhere;
    this.others = others;
    this.isWithJpeg = isWithJpeg;
    this.nanos = nanos;
  }

  /** Somebody looks at a camera; empty: nothing of it is there yet, or another node counts none. */
  synchronized Optional<Counted> latest(CameraId camera) {
    long now = nanos.getAsLong();
    // Whoever looks may name cameras that nobody has.
    boolean isFull = watched.size() >= MOST_WATCHED && !watched.containsKey(camera);
    if (isFull || others.equals(OtherNodes.NONE)) {
      return Optional.empty();
    }
    Watched its = watched.computeIfAbsent(camera, any -> begun(now));
    its.lookedNanos = now;
    return now - its.toldNanos > HELD_NANOS ? Optional.empty() : Optional.ofNullable(its.newest);
  }

  /** Completed once it was asked for; at once where it is there, or nobody has it. */
  synchronized CompletionStage<Void> soon(CameraId camera) {
    boolean isThere = latest(camera).isPresent();
    boolean isElsewhere =
        elsewhere.cameras().stream()
            .anyMatch(it -> it.camera().equals(camera) && it.status().isConnected());
    return isThere || !isElsewhere
        ? CompletableFuture.completedFuture(null)
        : next.copy().completeOnTimeout(null, SOON_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static Watched begun(long now) {
    Watched its = new Watched();
    its.askedNanos = now - HELD_NANOS;
    return its;
  }

  /** Asks for what somebody looks at; waits for other nodes. To be called each second. */
  void fetch() {
    CompletableFuture<Void> waiting;
    synchronized (this) {
      waiting = next;
      next = new CompletableFuture<>();
    }
    try {
      ask(byNode());
    } finally {
      waiting.complete(null);
    }
  }

  private void ask(Map<String, Set<CameraId>> byNode) {
    Map<CameraId, Long> have = wanted(byNode);
    if (have.isEmpty()) {
      return;
    }
    List<String> whom = byNode.keySet().stream().sorted().toList();
    for (Reply reply : others.ask(new ViewBytes.Wanted(have, isWithJpeg).bytes(), whom)) {
      if (reply.bytes().isPresent()) {
        take(reply.node(), reply.bytes().get(), byNode.getOrDefault(reply.node(), Set.of()));
      }
    }
  }

  private Map<String, Set<CameraId>> byNode() {
    return elsewhere.cameras().stream()
        .filter(it -> it.status().isConnected())
        .collect(
            Collectors.groupingBy(
                CameraElsewhere::node,
                Collectors.mapping(CameraElsewhere::camera, Collectors.toSet())));
  }

  /**
   * Those that were asked for longest ago first, as a question may not hold all; of these those
   * that were answered longest ago, as an answer may not.
   */
  private synchronized Map<CameraId, Long> wanted(Map<String, Set<CameraId>> byNode) {
    long now = nanos.getAsLong();
    watched.values().removeIf(it -> now - it.lookedNanos > LOOKED_NANOS);
    Map<CameraId, Long> have = new LinkedHashMap<>();
    watched.entrySet().stream()
        .filter(it -> byNode.values().stream().anyMatch(all -> all.contains(it.getKey())))
        .sorted(
            Comparator.<Map.Entry<CameraId, Watched>>comparingLong(
                    it -> it.getValue().askedNanos - now)
                .thenComparing(it -> it.getValue().toldNanos - now))
        .limit(ViewBytes.MOST_CAMERAS)
        .forEach(
            it -> {
              it.getValue().askedNanos = now;
              have.put(it.getKey(), millis(it.getValue().newest));
            });
    return have;
  }

  private static long millis(@Nullable Counted newest) {
    return newest == null ? 0 : newest.answeredMillis();
  }

  private void take(String node, ByteString answer, Set<CameraId> its) {
    try (DataInputStream in = MemberBytes.in(answer)) {
      while (in.available() > 0) {
        if (in.readUnsignedByte() == SAME) {
          told(MemberBytes.camera(in), null, its);
        } else {
          Counted counted = CountedBytes.read(in, nanos.getAsLong());
          told(counted.camera(), counted, its);
        }
      }
    } catch (IOException | IllegalArgumentException | ArithmeticException e) {
      log.write(
          "pictures", "What %s tells of its pictures is none: %s".formatted(node, Reason.of(e)));
    }
  }

  // No node tells of another one's cameras.
  private synchronized void told(CameraId camera, @Nullable Counted newer, Set<CameraId> its) {
    Watched known = its.contains(camera) ? watched.get(camera) : null;
    if (known != null) {
      known.toldNanos = nanos.getAsLong();
      known.newest = newer == null ? known.newest : newer;
    }
  }
}

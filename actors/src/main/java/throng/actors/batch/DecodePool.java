package throng.actors.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import throng.actors.inference.PendingFrame;
import throng.actors.inference.PictureDecoder;
import throng.actors.inference.UndecodableException;
import throng.streams.log.RateLimitedLog;
import throng.streams.memory.Exhaustion;

/**
 * The threads that decode, for all networks of a node: their number bounds how many cores decoding
 * takes from inference, and how much memory.
 *
 * <p>Each network's pictures are begun in the order in which it gives them. Which network's is next
 * is decided when a thread is free: that of the one which has had least of the threads' time, by
 * how many cameras it counts. Those that count in spare time come behind all others. Pictures that
 * decode slowly never have all threads, whichever networks they are for.
 *
 * <p>Any thread may use it.
 */
public final class DecodePool {
  private static final RateLimitedLog FAILURES = RateLimitedLog.warnings(DecodePool.class);
  private static final String FAILED = "The picture cannot be decoded.";

  /** A thread that has had nothing to do for so long ends. */
  private static final long IDLE_SECONDS = 10;

  private final int most;
  private final int mostSlow;
  private final ThreadPoolExecutor threads;
  private final List<Part> networks = new ArrayList<>();
  private int busy;
  private int busySlow;

  private record Task(
      PendingFrame frame, boolean isSlow, int cameras, CompletableFuture<Optional<String>> done) {}

  /** Of nobody yet. */
  public DecodePool(int threads) {
    this.most = threads;
    this.mostSlow = Math.max(1, threads - 1);
    AtomicInteger number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "decode-" + number.getAndIncrement());
              thread.setDaemon(true);
              return thread;
            });
    this.threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Takes part.
   *
   * @param isSpare whether it counts in spare time alone
   */
  synchronized Part join(PictureDecoder decoder, boolean isSpare) {
    Part part = new Part(decoder, isSpare);
    networks.add(part);
    return part;
  }

  /** Begins what there are threads for. */
  private void begin() {
    while (busy < most) {
      Optional<Part> next = next();
      if (next.isEmpty()) {
        return;
      }
      next.get().begin(next.get().first().orElseThrow());
    }
  }

  private Optional<Part> next() {
    Part next = null;
    for (Part part : networks) {
      if (part.first().isPresent() && (next == null || part.isBefore(next))) {
        next = part;
      }
    }
    return Optional.ofNullable(next);
  }

  /** One network's part in it. Used by its batcher. */
  final class Part {
    private final PictureDecoder decoder;
    private final boolean isSpare;
    private final Deque<Task> waiting = new ArrayDeque<>();
    private int begun;
    private double time;

    private Part(PictureDecoder decoder, boolean isSpare) {
      this.decoder = decoder;
      this.isSpare = isSpare;
    }

    /**
     * Decodes when it is its turn; completes with why it cannot be, if it cannot.
     *
     * @param isSlow whether it is expected to hold others up noticeably
     * @param cameras how many share what the network gets
     */
    CompletableFuture<Optional<String>> decode(PendingFrame frame, boolean isSlow, int cameras) {
      Task task = new Task(frame, isSlow, Math.max(1, cameras), new CompletableFuture<>());
      synchronized (DecodePool.this) {
        if (isIdle()) {
          forgoPast();
        }
        waiting.addLast(task);
        DecodePool.this.begin();
      }
      return task.done();
    }

    /** Takes no part any more: what has not begun is not decoded. */
    void leave() {
      synchronized (DecodePool.this) {
        networks.remove(this);
        waiting.clear();
      }
    }

    // One whose pictures all got their threads at once owes nobody, and nobody owes it anything.
    private boolean isIdle() {
      return waiting.isEmpty();
    }

    // What it did not ask for while it had nothing it has no claim on now. Where nobody has
    // anything nobody is owed anything: all begin anew.
    private void forgoPast() {
      OptionalDouble least =
          networks.stream()
              .filter(part -> part.isSpare == isSpare && !part.isIdle())
              .mapToDouble(part -> part.time)
              .min();
      if (least.isPresent()) {
        time = Math.max(time, least.getAsDouble());
      } else {
        networks.stream().filter(part -> part.isSpare == isSpare).forEach(part -> part.time = 0);
      }
    }

    private boolean isBefore(Part other) {
      if (isSpare != other.isSpare) {
        return other.isSpare;
      }
      return time == other.time ? begun < other.begun : time < other.time;
    }

    /** What is next here that there is a thread for. */
    private Optional<Task> first() {
      boolean mayBeSlow = busySlow < mostSlow;
      return waiting.stream().filter(task -> mayBeSlow || !task.isSlow()).findFirst();
    }

    private void begin(Task task) {
      threads.execute(() -> run(task));
      waiting.remove(task);
      begun++;
      busy++;
      busySlow += task.isSlow() ? 1 : 0;
    }

    private void run(Task task) {
      Optional<String> fault = Optional.of(FAILED);
      try {
        fault = fault(task.frame());
      } finally {
        end(task, fault);
      }
    }

    /** It is told also where no thread can be made for the next one. */
    private void end(Task task, Optional<String> fault) {
      try {
        ended(task);
      } finally {
        task.done().complete(fault);
      }
    }

    private Optional<String> fault(PendingFrame frame) {
      try {
        frame.decode(decoder);
        return Optional.empty();
      } catch (UndecodableException undecodable) {
        return Optional.of(String.valueOf(undecodable.getMessage()));
      } catch (RuntimeException | Error failure) {
        Exhaustion.report(failure);
        FAILURES.write("decoder", "The decoder failed on a picture.", failure);
        return Optional.of(FAILED);
      }
    }

    private void ended(Task task) {
      synchronized (DecodePool.this) {
        begun--;
        busy--;
        busySlow -= task.isSlow() ? 1 : 0;
        time += (double) task.frame().decodeWorkNanos() / task.cameras();
        DecodePool.this.begin();
      }
    }
  }
}

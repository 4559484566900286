package throng.actors.batch;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import throng.actors.inference.PendingFrame;
import throng.actors.inference.PictureDecoder;
import throng.actors.inference.UndecodableException;
import throng.streams.log.RateLimitedLog;
import throng.streams.memory.Exhaustion;

/** The threads that decode: their number bounds how many cores decoding takes from inference. */
final class DecodePool {
  private static final RateLimitedLog FAILURES = RateLimitedLog.warnings(DecodePool.class);

  private final PictureDecoder decoder;
  private final ExecutorService threads;

  DecodePool(PictureDecoder decoder, int threads) {
    this.decoder = decoder;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "decode-" + number.getAndIncrement());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Decodes when a thread is free; completes with why it cannot be, if it cannot. */
  CompletableFuture<Optional<String>> decode(PendingFrame frame) {
    return CompletableFuture.supplyAsync(() -> fault(frame), threads);
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
      return Optional.of("The picture cannot be decoded.");
    }
  }

  /** Takes nothing more; what was given is still decoded. */
  void shutdown() {
    threads.shutdown();
  }
}

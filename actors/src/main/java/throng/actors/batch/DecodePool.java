package throng.actors.batch;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that decode: their number bounds how many cores decoding takes from inference. */
final class DecodePool {
  private DecodePool() {}

  static ExecutorService create(int threads) {
    AtomicInteger number = new AtomicInteger();
    return Executors.newFixedThreadPool(
        threads,
        task -> {
          Thread thread = new Thread(task, "decode-" + number.getAndIncrement());
          thread.setDaemon(true);
          return thread;
        });
  }
}

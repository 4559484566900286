package throng.edge.camera;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes calls that may hang in a driver, one after another, on a thread of its own, and waits for
 * each no longer than so. The thread of a call that hangs is left behind.
 */
final class BoundedCalls implements AutoCloseable {
  private final Duration patience;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          call -> {
            Thread made = new Thread(call, "camera-calls");
            made.setDaemon(true);
            return made;
          });

  BoundedCalls(Duration patience) {
    this.patience = patience;
  }

  /**
   * What the call gives.
   *
   * @throws TimeoutException if it takes longer; it is interrupted
   * @throws ExecutionException if it fails
   */
  <T> T call(Callable<T> call) throws TimeoutException, ExecutionException {
    Future<T> result = thread.submit(call);
    try {
      return result.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TimeoutException();
    } finally {
      result.cancel(true);
    }
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}

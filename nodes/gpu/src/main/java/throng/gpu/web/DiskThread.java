package throng.gpu.web;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One thread that may wait for the disk; too much for it is refused. It ends while idle. */
final class DiskThread implements Executor {
  private static final int WAITING = 64;
  private static final long IDLE_SECONDS = 30;

  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          task -> {
            Thread made = new Thread(task, "throng-accounts");
            made.setDaemon(true);
            return made;
          });

  DiskThread() {
    thread.allowCoreThreadTimeOut(true);
  }

  @Override
  public void execute(Runnable task) {
    thread.execute(task);
  }
}

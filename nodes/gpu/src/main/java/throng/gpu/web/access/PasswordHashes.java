package throng.gpu.web.access;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Argon2id, one at a time on a thread of its own: a hash takes 19 MB and an eighth of a second,
 * which counting would miss. Over time it takes a twentieth of a core at most, after the first few.
 * So few may wait, and no network takes the place of another: {@link HashQueue}.
 */
final class PasswordHashes implements AutoCloseable {
  static final int WAITING = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Argon2Function FUNCTION =
      Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);

  private static final Pattern HASH =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/=]{22,24}\\$[A-Za-z0-9+/=]{43,44}");

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final ThreadPoolExecutor thread;
  private final HashQueue queue = new HashQueue(WAITING);
  private final String nobodys;
  private final CoreShare share = new CoreShare(System.nanoTime());

  PasswordHashes() {
    thread =
        new ThreadPoolExecutor(
            1,
            1,
            PATIENCE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread made = new Thread(task, "throng-passwords");
              made.setDaemon(true);
              return made;
            });
    thread.allowCoreThreadTimeOut(true);
    nobodys = "$argon2id$v=19$m=19456,t=2,p=1$" + "c2FsdHNhbHRzYWx0c2FsdA$" + "A".repeat(43);
  }

  /** Whether it is a hash as this node makes them: another may take any time and memory. */
  static boolean isHash(String text) {
    return HASH.matcher(text).matches();
  }

  static String hash(String password) {
    return Password.hash(password).addRandomSalt(16).with(FUNCTION).getResult();
  }

  /**
   * The hash of a new password.
   *
   * @return fails with {@link RejectedExecutionException} if too many wait
   */
  CompletionStage<String> of(Asker asker, String password) {
    return inTurn(asker, () -> hash(password));
  }

  /**
   * Whether the password has that hash; where there is none it takes as long to say no.
   *
   * @return fails with {@link RejectedExecutionException} if too many wait
   */
  CompletionStage<Boolean> check(Asker asker, String password, String hash) {
    boolean isSomebodys = !hash.isEmpty();
    String against = isSomebodys ? hash : nobodys;
    return inTurn(asker, () -> Password.check(password, against).with(FUNCTION) && isSomebodys);
  }

  /**
   * What somebody's turn comes to.
   *
   * @throws RejectedExecutionException if too many wait
   */
  <T> CompletionStage<T> inTurn(Asker asker, Supplier<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    boolean waits =
        queue.offer(
            asker,
            () -> {
              try {
                done.complete(measured(work));
              } catch (RuntimeException e) {
                done.completeExceptionally(e);
              }
            });
    if (!waits) {
      throw new RejectedExecutionException("too many wait to be hashed");
    }
    thread.execute(this::next);
    return done;
  }

  private void next() {
    // Who comes meanwhile takes part in whose turn it is.
    rest();
    queue.next().ifPresent(Runnable::run);
  }

  private <T> T measured(Supplier<T> work) {
    // On a machine that is busy a hash takes longer, and no more of the core.
    long start = THREADS.getCurrentThreadCpuTime();
    try {
      return work.get();
    } finally {
      share.worked(Math.max(0, THREADS.getCurrentThreadCpuTime() - start));
    }
  }

  private void rest() {
    try {
      TimeUnit.NANOSECONDS.sleep(share.restNanos(System.nanoTime()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}

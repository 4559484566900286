package throng.common.command;

/**
 * The JVM's threads for whoever names none. Of a machine with two processors it is one, and then
 * {@link java.util.concurrent.CompletableFuture} makes a thread of its own for each step that it
 * takes elsewhere. Akka's futures take all of theirs so: some for each connection that comes or
 * goes.
 */
public final class CommonPool {
  private static final String PARALLELISM = "java.util.concurrent.ForkJoinPool.common.parallelism";
  private static final int LEAST = 2;

  private CommonPool() {}

  /** To be called before anybody uses it. Whoever sets its size by themselves has it so. */
  public static void prepare() {
    boolean isSet = System.getProperty(PARALLELISM) != null;
    if (!isSet && Runtime.getRuntime().availableProcessors() <= LEAST) {
      System.setProperty(PARALLELISM, String.valueOf(LEAST));
    }
  }
}

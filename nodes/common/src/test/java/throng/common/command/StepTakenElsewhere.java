package throng.common.command;

import java.util.concurrent.CompletableFuture;

/** Prints which thread takes a future's step, for {@link CommonPoolTest}. */
final class StepTakenElsewhere {
  private StepTakenElsewhere() {}

  public static void main(String[] arguments) {
    CommonPool.prepare();
    CompletableFuture.runAsync(() -> System.out.println(Thread.currentThread().getName())).join();
  }
}

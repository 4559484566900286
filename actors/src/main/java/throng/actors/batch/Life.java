package throng.actors.batch;

import akka.Done;
import java.util.concurrent.CompletableFuture;

/**
 * The moments of a batcher's life that others wait for.
 *
 * @param warm every worker is open and warm; fails if one cannot be opened
 * @param ended its workers have ended
 */
public record Life(CompletableFuture<Done> warm, CompletableFuture<Done> ended) {
  /** Of one that has not begun. */
  public static Life begins() {
    return new Life(new CompletableFuture<>(), new CompletableFuture<>());
  }
}

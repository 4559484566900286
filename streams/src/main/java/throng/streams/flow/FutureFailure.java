package throng.streams.flow;

import java.util.concurrent.CompletionException;

/** What a future failed with, whichever stage of it one looks at. */
public final class FutureFailure {
  private FutureFailure() {}

  /** The failure itself, without the exception that a dependent stage wraps it in. */
  public static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}

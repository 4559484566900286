package throng.gpu.web;

import akka.http.javadsl.model.HttpResponse;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import throng.gpu.web.access.AccountException;
import throng.gpu.web.http.Problem;
import throng.streams.flow.FutureFailure;
import throng.streams.log.Reason;

/** Tells in HTTP why accounts could not be changed. */
final class Changes {
  private Changes() {}

  static CompletionStage<HttpResponse> explained(CompletionStage<HttpResponse> change) {
    return change.exceptionally(
        failure -> {
          throw problem(FutureFailure.cause(failure));
        });
  }

  private static RuntimeException problem(Throwable failure) {
    if (failure instanceof AccountException refused) {
      int status =
          switch (refused.kind()) {
            case WRONG -> 400;
            case TAKEN -> 409;
            case MISSING -> 404;
          };
      return Problem.of(status, String.valueOf(refused.getMessage()));
    } else if (failure instanceof RejectedExecutionException) {
      return Problem.later(
          503, "Too many passwords are being set: try again.", Duration.ofSeconds(5));
    } else if (failure instanceof UncheckedIOException disk) {
      return Problem.later(
          503,
          "The node cannot write its accounts: " + Reason.of(disk) + ".",
          Duration.ofSeconds(10));
    }
    return failure instanceof RuntimeException e ? e : new CompletionException(failure);
  }
}

package throng.gpu.web.site;

import akka.http.javadsl.model.HttpResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import throng.actors.counts.site.StaleVersionException;
import throng.gpu.web.access.Principal;
import throng.gpu.web.http.Problem;
import throng.streams.flow.FutureFailure;
import throng.streams.log.Reason;

/** Runs changes where the disk may be waited for, and tells in HTTP why one was not made. */
final class Edits {
  private static final Duration FULL = Duration.ofSeconds(10);

  private final Executor disk;
  private final LastEdits last;

  /**
   * @param disk may block, and refuses what is too much for it
   */
  Edits(Executor disk, LastEdits last) {
    this.disk = disk;
    this.last = last;
  }

  /** What changes something, and answers what it has become. */
  @FunctionalInterface
  interface Edit {
    HttpResponse make() throws StaleVersionException, IOException;
  }

  /**
   * Makes the change.
   *
   * @param document what is changed: a camera's id, or a {@link LastEdits.Document}
   */
  CompletionStage<HttpResponse> run(Principal who, Object document, Edit edit) {
    return run(
        () -> {
          try {
            HttpResponse answer = edit.make();
            last.changed(document, who.name());
            return answer;
          } catch (StaleVersionException stale) {
            throw last.stale(document, stale);
          }
        });
  }

  /** Does what changes no document that has a version, or several at once. */
  CompletionStage<HttpResponse> run(Edit edit) {
    return CompletableFuture.supplyAsync(() -> make(edit), disk);
  }

  private static HttpResponse make(Edit edit) {
    try {
      return edit.make();
    } catch (StaleVersionException stale) {
      throw Problem.of(412, String.valueOf(stale.getMessage()));
    } catch (IllegalArgumentException refused) {
      throw Problem.of(400, String.valueOf(refused.getMessage()));
    } catch (IOException | UncheckedIOException full) {
      throw Problem.later(
          503,
          "Nothing has changed, since the node cannot keep it: " + Reason.of(full) + ".",
          FULL);
    }
  }

  /** A stage's failure as whoever joined it sees it. */
  static RuntimeException unwrapped(Throwable failure) {
    Throwable cause = FutureFailure.cause(failure);
    return cause instanceof RuntimeException e ? e : new CompletionException(cause);
  }
}

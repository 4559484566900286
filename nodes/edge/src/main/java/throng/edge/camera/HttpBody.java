package throng.edge.camera;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an HTTP answer, read piece by piece by one thread, each within a time limit; no piece
 * is fetched before the last one was taken.
 */
final class HttpBody implements BodySubscriber<HttpBody>, AutoCloseable {
  private static final List<ByteBuffer> END = List.of();

  private final long patienceNanos;
  private final LinkedBlockingQueue<List<ByteBuffer>> pieces = new LinkedBlockingQueue<>();
  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
  private volatile @Nullable Throwable failure;
  private volatile long heardNanos = System.nanoTime();

  HttpBody(Duration patience) {
    this.patienceNanos = patience.toNanos();
  }

  /** The next bytes; null at the end. */
  @Nullable List<ByteBuffer> next() throws IOException {
    subscription.thenAccept(fetching -> fetching.request(1));
    try {
      List<ByteBuffer> piece = pieces.poll(patienceNanos, TimeUnit.NANOSECONDS);
      if (piece == null) {
        throw new HttpTimeoutException("nothing came");
      }
      if (piece != END) {
        return piece;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    Throwable why = failure;
    if (why != null) {
      throw new BrokenOffException(why);
    }
    return null;
  }

  /** How long ago the last bytes came; any thread may ask. */
  long quietNanos() {
    return System.nanoTime() - heardNanos;
  }

  @Override
  public CompletionStage<HttpBody> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription fetching) {
    subscription.complete(fetching);
  }

  @Override
  public void onNext(List<ByteBuffer> piece) {
    heardNanos = System.nanoTime();
    pieces.add(piece);
  }

  @Override
  public void onError(Throwable why) {
    failure = why;
    pieces.add(END);
  }

  @Override
  public void onComplete() {
    pieces.add(END);
  }

  @Override
  public void close() {
    subscription.thenAccept(Flow.Subscription::cancel);
  }
}

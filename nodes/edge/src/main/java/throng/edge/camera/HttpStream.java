package throng.edge.camera;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the pictures of an HTTP answer, one after another. One thread. */
final class HttpStream implements AutoCloseable {
  private final HttpBody body;
  private final PartParser parser;
  private final long patienceNanos;
  private boolean ended;

  /**
   * @param patience how long the beginning of a picture may be waited for, whatever else comes, and
   *     how long it may then take to its end
   */
  HttpStream(HttpBody body, long maxBytes, Duration patience) {
    this.body = body;
    this.parser = new PartParser(maxBytes);
    this.patienceNanos = patience.toNanos();
  }

  /**
   * Waits for the next picture; null at the end.
   *
   * @throws IOException if nothing comes in time, or it comes too slowly, or a limit is exceeded
   */
  byte @Nullable [] next() throws IOException {
    byte[] jpeg = parser.next();
    long began = System.nanoTime();
    while (jpeg == null && !ended) {
      if (System.nanoTime() - began > patienceNanos) {
        throw new IOException(
            parser.isWithinPicture() ? "a picture comes too slowly" : "bytes come, but no picture");
      }
      boolean within = parser.isWithinPicture();
      List<ByteBuffer> piece = body.next();
      if (piece == null) {
        ended = true;
        return parser.rest();
      }
      piece.forEach(parser::add);
      jpeg = parser.next();
      began = within == parser.isWithinPicture() ? began : System.nanoTime();
    }
    return jpeg;
  }

  /** The same, where a picture that is broken off counts as one. */
  byte @Nullable [] nextOrPart() throws IOException {
    try {
      return next();
    } catch (BrokenOffException broken) {
      byte[] part = parser.rest();
      if (part == null) {
        throw broken;
      }
      ended = true;
      return part;
    }
  }

  /** Whether all has been read. */
  boolean isEnded() {
    return ended;
  }

  long quietNanos() {
    return body.quietNanos();
  }

  @Override
  public void close() {
    body.close();
  }
}

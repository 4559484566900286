package throng.actors.inference;

/**
 * A decoded picture in native memory, brought to the network's input.
 *
 * <p>Owned by whoever holds it last: the batcher until it hands it to a worker, then the worker.
 * Closed exactly once, from any thread.
 */
public interface DecodedPicture extends AutoCloseable {
  /** With which other pictures it may share a batch. */
  TensorSize tensorSize();

  /** Native memory that it holds, in bytes. */
  long bytes();

  /** Gives the memory back. */
  @Override
  void close();
}

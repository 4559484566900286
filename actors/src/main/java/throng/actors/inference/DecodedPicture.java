package throng.actors.inference;

import java.util.Optional;

/**
 * A decoded picture in native memory, brought to the network's input, and how far it has come.
 *
 * <p>Owned by whoever holds it last: the batcher until it hands it to a worker, then the worker,
 * and the batcher again between the runs of one that takes several. Closed exactly once, from any
 * thread.
 */
public interface DecodedPicture extends AutoCloseable {
  /** The size of each of its runs: with which other pictures it may share a batch. */
  TensorSize tensorSize();

  /** How many runs it takes in all: more than one if it is cut into tiles. */
  int runs();

  /** Native memory that it holds, in bytes. */
  long bytes();

  /**
   * Takes the density of its next run.
   *
   * @return the whole picture's, if that was its last run; it would then begin anew
   */
  Optional<Density> add(Density run);

  /** Gives the memory back. */
  @Override
  void close();
}

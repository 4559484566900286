package throng.actors.batch;

import throng.actors.inference.TensorSize;

/** How long runs take, as measured. */
interface RunTimes {
  /**
   * What one run of this size costs, in nanoseconds of a device, at least 1: its part of the
   * batches that were measured.
   */
  long cost(TensorSize size);

  /** How long such a batch will take, in nanoseconds; 0: nothing is known. */
  long expected(TensorSize size, int batch);
}

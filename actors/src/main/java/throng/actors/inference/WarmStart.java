package throng.actors.inference;

import throng.actors.time.MonotonicClock;
import throng.streams.frame.PixelSize;

/**
 * A worker's network, opened, after the usual sizes have run through it once.
 *
 * @param pixels of the empty pictures that ran at once, the quickest time by pixels
 * @param nanos how long these took; 0: none ran
 */
record WarmStart(DensityModel model, long pixels, long nanos) {

  /** Opens one worker's network. */
  static WarmStart of(
      ServedModel model, int index, InferenceSettings settings, MonotonicClock clock) {
    DensityModel opened = model.open(index);
    try {
      WarmStart warm = new WarmStart(opened, 0, 0);
      for (PixelSize picture : settings.warmAtStart()) {
        Runs runs = model.decoder().runs(picture.width(), picture.height());
        int most = model.maxBatch(model.devices().get(index));
        for (int batch : BatchSizes.toWarm(model, most)) {
          long start = clock.nanos();
          if (!fits(opened, runs.size(), batch)) {
            break;
          }
          long pixels =
              (long) batch * picture.width() * picture.height() / Math.max(1, runs.count());
          warm = warm.orQuicker(pixels, clock.nanos() - start);
        }
      }
      return warm;
    } catch (RuntimeException | Error failure) {
      opened.close();
      throw failure;
    }
  }

  // A device that has no memory for a batch opens all the same: it is given smaller ones.
  private static boolean fits(DensityModel opened, TensorSize size, int batch) {
    try {
      opened.warm(size, batch);
      return true;
    } catch (RuntimeException failure) {
      if (batch > 1 && OutOfMemory.isIn(failure)) {
        return false;
      }
      throw failure;
    }
  }

  // A first run tells less than a later one: it prepares what the others find.
  private WarmStart orQuicker(long otherPixels, long took) {
    boolean isQuicker = nanos == 0 || (double) otherPixels / took > (double) pixels / nanos;
    return took > 0 && isQuicker ? new WarmStart(model, otherPixels, took) : this;
  }
}

package throng.actors.batch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import throng.actors.inference.BatchSizes;
import throng.actors.inference.TensorSize;

/** How long a batch takes, as measured: by tensor size and fixed batch size. */
final class BatchTimes {
  private static final int MOST_SIZES = 32;
  private static final double WEIGHT_OF_NEWEST = 0.3;
  private static final double DOUBT = 0.9;
  private static final List<Integer> FIXED = BatchSizes.upTo(Integer.MAX_VALUE);

  private final Map<TensorSize, double[]> nanos =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TensorSize, double[]> eldest) {
          return size() > MOST_SIZES;
        }
      };

  /** A batch of so many pictures took this long. */
  void record(TensorSize size, int batch, long took) {
    double[] known = nanos.computeIfAbsent(size, any -> new double[FIXED.size()]);
    int place = place(batch);
    known[place] =
        known[place] == 0 ? took : known[place] + WEIGHT_OF_NEWEST * (took - known[place]);
  }

  /**
   * How long such a batch will take, in nanoseconds; 0: nothing is known.
   *
   * <p>A batch size not seen yet takes as long as the next larger one that was, or in proportion to
   * the largest one.
   */
  long expected(TensorSize size, int batch) {
    double[] known = nanos.get(size);
    if (known == null) {
      return 0;
    }
    int place = place(batch);
    for (int larger = place; larger < known.length; larger++) {
      if (known[larger] > 0) {
        return (long) known[larger];
      }
    }
    for (int smaller = place - 1; smaller >= 0; smaller--) {
      if (known[smaller] > 0) {
        return (long) (known[smaller] * FIXED.get(place) / FIXED.get(smaller));
      }
    }
    return 0;
  }

  /**
   * A frame was given up because of what is expected. Expects a little less from now on: one slow
   * batch must not have every later frame given up, and so never be corrected.
   */
  void doubt(TensorSize size) {
    double[] known = nanos.get(size);
    if (known != null) {
      for (int place = 0; place < known.length; place++) {
        known[place] *= DOUBT;
      }
    }
  }

  private static int place(int batch) {
    int place = FIXED.indexOf(BatchSizes.atLeast(batch));
    return place < 0 ? FIXED.size() - 1 : place;
  }
}

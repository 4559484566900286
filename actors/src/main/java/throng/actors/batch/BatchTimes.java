package throng.actors.batch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import throng.actors.inference.BatchSizes;
import throng.actors.inference.TensorSize;

/** How long batches take on one device: by tensor size and fixed batch size. */
final class BatchTimes implements RunTimes {
  private static final int MOST_SIZES = 32;
  private static final double WEIGHT_OF_NEWEST = 0.3;
  private static final double DOUBT = 0.9;

  /** What a pixel costs while nothing at all is measured: then only that all cost the same. */
  private static final double NANOS_PER_PIXEL = 100;

  private static final List<Integer> FIXED = BatchSizes.upTo(Integer.MAX_VALUE);

  /** What is known of one tensor size; 0: nothing. */
  private static final class Known {
    final double[] nanos = new double[FIXED.size()];
    double picture;
  }

  private final Map<TensorSize, Known> bySize =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TensorSize, Known> eldest) {
          return size() > MOST_SIZES;
        }
      };

  /** Whether nothing is measured yet. */
  boolean isEmpty() {
    return bySize.isEmpty();
  }

  /** A batch of so many pictures took this long. */
  void record(TensorSize size, int batch, long took) {
    Known known = bySize.computeIfAbsent(size, any -> new Known());
    int place = place(batch);
    known.nanos[place] = newer(known.nanos[place], took);
    known.picture = newer(known.picture, (double) took / batch);
  }

  /**
   * Empty pictures took this long, for the first time: a clue to what one costs as long as none was
   * measured, and none to how long a batch will take.
   */
  void recordWarming(TensorSize size, int batch, long took) {
    Known known = bySize.computeIfAbsent(size, any -> new Known());
    known.picture = known.picture == 0 ? (double) took / batch : known.picture;
  }

  /** A size that was not measured costs what the one next to it does, by pixels. */
  @Override
  public long cost(TensorSize size) {
    Known known = bySize.get(size);
    double nanos = known == null || known.picture == 0 ? byPixels(size) : known.picture;
    return Math.max(1, (long) nanos);
  }

  private double byPixels(TensorSize size) {
    double perPixel = NANOS_PER_PIXEL;
    double nearest = Double.MAX_VALUE;
    for (Map.Entry<TensorSize, Known> measured : bySize.entrySet()) {
      double pixels = measured.getKey().pixels();
      double distance = Math.abs(Math.log(pixels / Math.max(1, size.pixels())));
      if (measured.getValue().picture > 0 && distance < nearest) {
        nearest = distance;
        perPixel = measured.getValue().picture / pixels;
      }
    }
    return size.pixels() * perPixel;
  }

  /**
   * A batch size not seen yet takes as long as the next larger one that was, or in proportion to
   * the largest one.
   */
  @Override
  public long expected(TensorSize size, int batch) {
    Known known = bySize.get(size);
    if (known == null) {
      return 0;
    }
    int place = place(batch);
    for (int larger = place; larger < known.nanos.length; larger++) {
      if (known.nanos[larger] > 0) {
        return (long) known.nanos[larger];
      }
    }
    for (int smaller = place - 1; smaller >= 0; smaller--) {
      if (known.nanos[smaller] > 0) {
        return (long) (known.nanos[smaller] * FIXED.get(place) / FIXED.get(smaller));
      }
    }
    return 0;
  }

  /**
   * A frame was given up because of what is expected. Expects a little less from now on: one slow
   * batch must not have every later frame given up, and so never be corrected.
   */
  void doubt(TensorSize size) {
    Known known = bySize.get(size);
    if (known != null) {
      for (int place = 0; place < known.nanos.length; place++) {
        known.nanos[place] *= DOUBT;
      }
    }
  }

  private static double newer(double known, double took) {
    return known == 0 ? took : known + WEIGHT_OF_NEWEST * (took - known);
  }

  private static int place(int batch) {
    int place = FIXED.indexOf(BatchSizes.atLeast(batch));
    return place < 0 ? FIXED.size() - 1 : place;
  }
}

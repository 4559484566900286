package throng.gpu.web.live;

/** The counts of one second, on their way to their mean. Used by one thread at once. */
final class SecondSum {
  private long epochSecond;
  private double sum;
  private int counts;

  void add(long second, double people) {
    epochSecond = Math.max(epochSecond, second);
    sum += people;
    counts++;
  }

  /** Whether it has counts, and none of {@code second} can come to it any more. */
  boolean isBefore(long second) {
    return counts > 0 && epochSecond < second;
  }

  long epochSecond() {
    return epochSecond;
  }

  double mean() {
    return sum / counts;
  }

  void clear() {
    sum = 0;
    counts = 0;
  }
}

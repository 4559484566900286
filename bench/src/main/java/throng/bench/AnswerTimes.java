package throng.bench;

import java.util.Arrays;

/** When the answers of one run came, in seconds since the first. */
final class AnswerTimes {
  private static final double AT_FIRST = 3;

  private final double[] seconds;

  /**
   * @param moments in seconds of any clock, in any order; at least two
   */
  AnswerTimes(double[] moments) {
    seconds = moments.clone();
    Arrays.sort(seconds);
    double first = seconds[0];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] -= first;
    }
  }

  /** Of the whole run. */
  double framesPerSecond() {
    return (seconds.length - 1) / seconds[seconds.length - 1];
  }

  /** Of the first three seconds, or of all where that is less. */
  double framesPerSecondAtFirst() {
    if (seconds[seconds.length - 1] < AT_FIRST) {
      return framesPerSecond();
    }
    return Arrays.stream(seconds).filter(moment -> moment <= AT_FIRST).count() / AT_FIRST;
  }
}

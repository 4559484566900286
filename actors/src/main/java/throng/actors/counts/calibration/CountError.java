package throng.actors.counts.calibration;

import java.util.List;
import java.util.Optional;
import throng.actors.counts.calibration.Correction.Interval;

/**
 * What pictures that a person has counted tell of a camera's counts.
 *
 * <p>The interval is the 95 % prediction interval for the next picture's ratio of people to count:
 * exp(m ± t s √(1 + 1/n)), m and s being mean and standard deviation of the logarithms of the
 * ratios, t that of Student with n - 1 degrees of freedom (Hahn and Meeker, Statistical Intervals,
 * section 4.7; logarithms, since errors grow with the count). Pictures without people, or with no
 * one counted, have no ratio.
 *
 * @param pairs how many pictures
 * @param ratios how many of them have a ratio
 * @param bias how many people too many the network counts in a picture, in the mean
 * @param error how many people it is off, in the mean, without the sign
 * @param correction the sum of the people by the sum of the counts, and the interval; empty: it is
 *     none that could be meant
 */
public record CountError(
    int pairs, int ratios, double bias, double error, Optional<Correction> correction) {
  /** From so many pictures with a ratio on an interval is told, and a factor may be accepted. */
  public static final int LEAST_FOR_INTERVAL = 5;

  private static final double SHARE = 0.95;

  /** The correction that may be accepted: one whose interval is known. */
  public Optional<Correction> proposed() {
    return correction.filter(it -> it.interval().isPresent());
  }

  /** Of pictures that one network has counted; empty: there are none. */
  public static Optional<CountError> of(List<CountPair> pairs) {
    if (pairs.isEmpty()) {
      return Optional.empty();
    }
    double people = 0;
    double counted = 0;
    double off = 0;
    for (CountPair pair : pairs) {
      people += pair.people();
      counted += pair.counted();
      off += Math.abs(pair.counted() - pair.people());
    }
    int n = pairs.size();
    double[] logs = logarithms(pairs);
    Optional<Correction> correction =
        Correction.isFactor(people / counted)
            ? Optional.of(new Correction(people / counted, interval(logs)))
            : Optional.empty();
    return Optional.of(new CountError(n, logs.length, (counted - people) / n, off / n, correction));
  }

  private static double[] logarithms(List<CountPair> pairs) {
    return pairs.stream()
        .filter(pair -> pair.people() > 0 && pair.counted() > 0)
        .mapToDouble(pair -> Math.log(pair.people() / pair.counted()))
        .toArray();
  }

  private static Optional<Interval> interval(double[] logs) {
    int n = logs.length;
    if (n < LEAST_FOR_INTERVAL) {
      return Optional.empty();
    }
    double mean = 0;
    for (double log : logs) {
      mean += log / n;
    }
    double squares = 0;
    for (double log : logs) {
      squares += (log - mean) * (log - mean);
    }
    double half =
        StudentT.within(SHARE, n - 1) * Math.sqrt(squares / (n - 1)) * Math.sqrt(1 + 1.0 / n);
    return Optional.of(new Interval(Math.exp(mean - half), Math.exp(mean + half)));
  }
}

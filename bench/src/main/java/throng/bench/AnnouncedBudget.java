package throng.bench;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * What a node says at start that its peers may make it hold, in MB.
 *
 * @param heap for unfinished messages and waiting frames; empty: the node said nothing of it
 * @param beside what decoding takes beside the heap
 */
record AnnouncedBudget(OptionalDouble heap, double beside) {
  private static final Pattern HALF =
      Pattern.compile("([0-9.]+) MB for (?:unfinished messages|waiting frames)");
  private static final Pattern DECODING =
      Pattern.compile("Memory for decoding: up to ([0-9.]+) MB");

  /** As it stands in the node's output. */
  static AnnouncedBudget of(String output) {
    double heap = sum(HALF, output);
    return new AnnouncedBudget(
        heap > 0 ? OptionalDouble.of(heap) : OptionalDouble.empty(), sum(DECODING, output));
  }

  private static double sum(Pattern figure, String output) {
    return figure
        .matcher(output)
        .results()
        .mapToDouble(found -> Double.parseDouble(found.group(1)))
        .sum();
  }
}

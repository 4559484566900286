package throng.bench;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** What a node says at start that its peers may make it hold. */
final class AnnouncedBudget {
  private static final Pattern HALF =
      Pattern.compile("([0-9.]+) MB for (?:unfinished messages|waiting frames)");

  private AnnouncedBudget() {}

  /** In MB, of both together; empty: the node said nothing of it. */
  static OptionalDouble of(String output) {
    return HALF.matcher(output)
        .results()
        .mapToDouble(half -> Double.parseDouble(half.group(1)))
        .boxed()
        .reduce(Double::sum)
        .map(OptionalDouble::of)
        .orElse(OptionalDouble.empty());
  }
}

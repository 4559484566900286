package throng.bench;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a node says at start that its peers may make it hold; read whichever way it is put. */
final class AnnouncedBudget {
  private static final String SIZE = "([0-9][0-9.]*) ?([kMG])(i?)B";
  private static final String WHAT = "(?:unfinished messages|waiting frames)";
  private static final Pattern BEFORE = Pattern.compile(SIZE + " (?:for|of) " + WHAT);
  private static final Pattern BEHIND = Pattern.compile(WHAT + "[^0-9]{1,12}" + SIZE);

  private AnnouncedBudget() {}

  /** In MB, of both together; empty: the node said nothing of it. */
  static OptionalDouble of(String output) {
    OptionalDouble before = sum(BEFORE.matcher(output));
    return before.isPresent() ? before : sum(BEHIND.matcher(output));
  }

  private static OptionalDouble sum(Matcher part) {
    OptionalDouble sum = OptionalDouble.empty();
    while (part.find()) {
      double base = part.group(3).isEmpty() ? 1000 : 1024;
      double bytes = Double.parseDouble(part.group(1)) * Math.pow(base, power(part.group(2)));
      sum = OptionalDouble.of(sum.orElse(0) + bytes / 1e6);
    }
    return sum;
  }

  private static int power(String unit) {
    return 1 + "kMG".indexOf(unit);
  }
}

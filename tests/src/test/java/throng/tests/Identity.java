package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where every picture of a camera went, as its summary tells. */
record Identity(long captured, long counted, long skipped, long dropped, long lost, long underWay) {
  private static final Pattern LINE =
      Pattern.compile(
          "captured (\\d+) = counted (\\d+) \\+ skipped (\\d+) \\+ dropped (\\d+)"
              + " \\+ lost (\\d+) \\+ under way (\\d+)");

  /** One a camera, in the order in which the summary names them. */
  static List<Identity> all(String output) {
    List<Identity> all = new ArrayList<>();
    Matcher matcher = LINE.matcher(output);
    while (matcher.find()) {
      all.add(
          new Identity(
              number(matcher, 1),
              number(matcher, 2),
              number(matcher, 3),
              number(matcher, 4),
              number(matcher, 5),
              number(matcher, 6)));
    }
    return all;
  }

  /** The only camera's, which must add up, with nothing left under way. */
  static Identity of(String output) {
    List<Identity> all = all(output);
    assertThat(all).as(output).hasSize(1);
    all.get(0).assertHolds();
    return all.get(0);
  }

  /** Those of an edge node that is interrupted, and must end in good order. */
  static List<Identity> ofInterrupted(NodeProcess edge, Duration atMost) throws Exception {
    edge.interrupt();
    assertThat(edge.exitCode(atMost)).as(edge.output()).isEqualTo(130);
    List<Identity> all = all(edge.output());
    assertThat(all).as(edge.output()).isNotEmpty().allSatisfy(Identity::assertHolds);
    return all;
  }

  void assertHolds() {
    assertThat(underWay).as("%s", this).isZero();
    assertThat(captured).as("%s", this).isEqualTo(counted + skipped + dropped + lost);
  }

  private static long number(Matcher matcher, int group) {
    return Long.parseLong(matcher.group(group));
  }
}

package throng.bench;

import java.util.List;
import java.util.OptionalDouble;
import throng.bench.hostile.Attacks;

/**
 * One attack on one node, and what the honest had without and with it.
 *
 * @param capacity frames a second that there were just before
 * @param budget what the node said that peers may make it hold
 * @param slowestEntry how long a camera took at most that connected anew meanwhile, in
 *     milliseconds; below 0: none did
 * @param did what the attackers did, a line a variant
 * @param end what the node said last, if it ended; empty: it did not
 */
record HostileRun(
    Attacks attack,
    double capacity,
    Phase without,
    Phase with,
    AnnouncedBudget budget,
    long slowestEntry,
    List<String> did,
    String end) {
  static final double FRAMES = 0.9;
  static final long ENTRY_MILLIS = 2_000;

  private static final double TIMES_AGE = 2;
  private static final double MORE_AGE_MS = 300;
  // The service's flags let so much of the heap lie free: what is held costs more than its bytes.
  private static final double FREE_HEAP = 0.3;

  /** What was seen in some time. */
  record Phase(HonestCameras.Share share, MemoryWatch.Highest memory) {}

  double leastFrames() {
    return FRAMES * without.share().framesPerSecond();
  }

  double highestAge() {
    double usual = without.share().ageP99();
    return Math.max(TIMES_AGE * usual, usual + MORE_AGE_MS);
  }

  /** What the node may be, in MB resident: what it was, and what it said. */
  OptionalDouble highestResident() {
    return more(without.memory().resident() + budget.beside(), budget.heap(), 1 / (1 - FREE_HEAP));
  }

  /** What may be in use of its heap, in MB: what it was, and what it said. */
  OptionalDouble highestUsed() {
    return more(without.memory().used(), budget.heap(), 1);
  }

  private static OptionalDouble more(double was, OptionalDouble said, double times) {
    return said.isEmpty() ? said : OptionalDouble.of(was + times * said.getAsDouble());
  }

  boolean keepsFrames() {
    return with.share().framesPerSecond() >= leastFrames();
  }

  boolean staysYoung() {
    return with.share().framesPerSecond() > 0 && with.share().ageP99() <= highestAge();
  }

  /** Whether the memory is within what was announced; true where nothing was. */
  boolean staysSmall() {
    return end.isEmpty()
        && with.memory().resident() <= highestResident().orElse(Double.MAX_VALUE)
        && with.memory().used() <= highestUsed().orElse(Double.MAX_VALUE);
  }

  boolean losesNobody() {
    return with.share().lost() == 0 && end.isEmpty();
  }

  boolean letsIn() {
    return slowestEntry <= ENTRY_MILLIS;
  }
}

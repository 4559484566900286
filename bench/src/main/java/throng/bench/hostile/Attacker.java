package throng.bench.hostile;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A process that plays one attack and ends by itself: {@code ATTACK SECONDS SHARED STOP-AND-WAIT}.
 * Prints {@link #READY} when it begins, and what it did, a line a variant.
 */
public final class Attacker {
  public static final String READY = "ready";

  private static final long GRACE_SECONDS = 20;

  private Attacker() {}

  public static void main(String[] args) throws InterruptedException {
    List<Attack.Variant> variants = Attacks.valueOf(args[0]).variants();
    double seconds = Double.parseDouble(args[1]);
    Target node = Target.of(args[2], args[3]);
    System.out.println(READY);
    endAfter((long) seconds + GRACE_SECONDS);
    for (Attack.Variant variant : variants) {
      try (Turn turn = new Turn(seconds / variants.size())) {
        variant.play().play(node, turn);
        System.out.println(variant.name() + ": " + turn.toll());
      }
    }
    System.out.printf(Locale.ROOT, "processor time of the attackers: %.1f s%n", processorSeconds());
    System.exit(0);
  }

  /** What it takes to attack, from the same cores as the node. */
  private static double processorSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().map(Duration::toMillis).orElse(0L)
        / 1e3;
  }

  /** Whatever hangs, this process does not stay. */
  private static void endAfter(long seconds) {
    Thread watchdog =
        new Thread(
            () -> {
              try {
                TimeUnit.SECONDS.sleep(seconds);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(1);
            },
            "watchdog");
    watchdog.setDaemon(true);
    watchdog.start();
  }
}

package throng.actors.session;

import java.time.Duration;
import throng.streams.settings.Backoff;
import throng.streams.settings.Block;

/**
 * How those are slowed that show wrong tokens: {@code throng.gpu-node.session.wrong-token}.
 *
 * @param pause before the second token of a network is looked at, and each further one
 * @param maxWaiting how many may wait for that, of all networks
 * @param forgetAfter how long after its last failure a network is as good as any
 * @param maxNetworks how many networks are remembered
 */
public record WrongTokenSettings(
    Backoff pause, int maxWaiting, Duration forgetAfter, int maxNetworks) {

  // The right token waits too, and its edge for the welcome, 12 s by default.
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  static WrongTokenSettings from(Block block) {
    return new WrongTokenSettings(
        pause(block.block("pause")),
        block.whole("max-waiting", 1, 1_000_000),
        block.time("forget-after", "1ms", "1d"),
        block.whole("max-networks", 1, 1_000_000));
  }

  private static Backoff pause(Block block) {
    Backoff pause = Backoff.from(block);
    if (pause.max().compareTo(LONGEST_PAUSE) > 0) {
      throw block.wrong("max", "must be at most 10s: the right token waits as long");
    }
    return pause;
  }
}

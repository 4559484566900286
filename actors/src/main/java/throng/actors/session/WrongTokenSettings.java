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

  /**
   * Reads {@code throng.gpu-node.session.wrong-token}.
   *
   * @param maxUnadmitted how many connections there may be of peers that have not been admitted
   */
  static WrongTokenSettings from(Block block, int maxUnadmitted) {
    return new WrongTokenSettings(
        pause(block.block("pause")),
        maxWaiting(block, maxUnadmitted),
        block.time("forget-after", "1ms", "1d"),
        block.whole("max-networks", 1, 1_000_000));
  }

  // Who waits must not fill the places in which others come in: tokens half of them at most, and
  // pairing codes, of which as many wait, the other half of that.
  private static int maxWaiting(Block block, int maxUnadmitted) {
    String key = "max-waiting";
    int most = Math.max(1, maxUnadmitted / 4);
    int waiting = block.unless("auto", key, it -> block.whole(it, 1, 1_000_000)).orElse(most);
    if (waiting > most) {
      throw block.wrong(
          key,
          "must be auto, or at most %d, a quarter of listener.max-unadmitted (%d)"
              .formatted(most, maxUnadmitted));
    }
    return waiting;
  }

  private static Backoff pause(Block block) {
    Backoff pause = Backoff.from(block);
    if (pause.max().compareTo(LONGEST_PAUSE) > 0) {
      throw block.wrong("max", "must be at most 10s: the right token waits as long");
    }
    return pause;
  }
}

package throng.actors.session;

import java.time.Duration;
import throng.streams.settings.Backoff;
import throng.streams.settings.Block;

/**
 * How those are slowed that show wrong tokens: {@code throng.gpu-node.session.wrong-token}.
 *
 * @param pause before the second refusal of a network, and each further one
 * @param forgetAfter how long after its last failure a network is as good as any
 * @param maxNetworks how many networks are remembered
 */
public record WrongTokenSettings(Backoff pause, Duration forgetAfter, int maxNetworks) {
  static WrongTokenSettings from(Block block) {
    return new WrongTokenSettings(
        Backoff.from(block.block("pause")),
        block.time("forget-after", "1ms", "1d"),
        block.whole("max-networks", 1, 1_000_000));
  }
}

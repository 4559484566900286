package throng.actors.session;

import com.typesafe.config.Config;
import java.time.Duration;
import throng.streams.settings.Backoff;
import throng.streams.settings.SettingsException;

/**
 * How those are slowed that show wrong tokens: {@code throng.gpu-node.session.wrong-token}.
 *
 * @param pause before the second refusal of a network, and each further one
 * @param forgetAfter how long after its last failure a network is as good as any
 * @param maxNetworks how many networks are remembered
 */
public record WrongTokenSettings(Backoff pause, Duration forgetAfter, int maxNetworks) {
  public WrongTokenSettings {
    if (forgetAfter.toMillis() < 1 || maxNetworks < 1) {
      throw new SettingsException(
          "throng.gpu-node.session.wrong-token.forget-after must be at least 1ms, and"
              + " max-networks at least 1.");
    }
  }

  static WrongTokenSettings from(Config block) {
    return new WrongTokenSettings(
        Backoff.from(block.getConfig("pause")),
        block.getDuration("forget-after"),
        block.getInt("max-networks"));
  }
}

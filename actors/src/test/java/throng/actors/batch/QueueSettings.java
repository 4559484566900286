package throng.actors.batch;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import throng.actors.batch.BatchSettings.Policy;

/** The default settings with another policy. */
final class QueueSettings {
  private QueueSettings() {}

  static BatchSettings of(Policy policy) {
    return with("batch.policy = " + (policy == Policy.FAIR ? "fair" : "fifo"));
  }

  static BatchSettings with(String setting) {
    Config gpuNode = ConfigFactory.load().getConfig("throng.gpu-node");
    return BatchSettings.from(ConfigFactory.parseString(setting).withFallback(gpuNode));
  }
}

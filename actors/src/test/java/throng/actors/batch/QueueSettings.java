package throng.actors.batch;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import throng.actors.batch.BatchSettings.Policy;
import throng.streams.settings.Block;

/** The default settings with another policy. */
final class QueueSettings {
  private QueueSettings() {}

  static BatchSettings of(Policy policy) {
    return with("batch.policy = " + (policy == Policy.FAIR ? "fair" : "fifo"));
  }

  static BatchSettings with(String setting) {
    Config gpuNode = ConfigFactory.load().getConfig("throng.gpu-node");
    return BatchSettings.from(
        Block.of(
            "throng.gpu-node",
            ConfigFactory.parseString(setting).withFallback(gpuNode).atPath("throng.gpu-node")));
  }
}

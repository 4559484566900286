package throng.actors.serving;

import throng.actors.batch.BatchSettings;
import throng.actors.inference.InferenceSettings;
import throng.streams.settings.Block;

/** How a network is served: {@code throng.gpu-node.batch} and {@code throng.gpu-node.inference}. */
public record ServingSettings(BatchSettings batch, InferenceSettings inference) {
  /** Reads {@code throng.gpu-node}. */
  public static ServingSettings from(Block gpuNode) {
    return new ServingSettings(BatchSettings.from(gpuNode), InferenceSettings.from(gpuNode));
  }
}

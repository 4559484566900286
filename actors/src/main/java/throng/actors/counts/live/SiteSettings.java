package throng.actors.counts.live;

import throng.actors.counts.alert.AlertSettings;
import throng.actors.counts.place.DensityBands;
import throng.streams.settings.Block;

/** What is said in the settings of the places that are counted. */
public record SiteSettings(DensityBands bands, AlertSettings alerts) {
  /** Reads {@code throng.gpu-node}. */
  public static SiteSettings from(Block gpuNode) {
    return new SiteSettings(DensityBands.from(gpuNode), AlertSettings.from(gpuNode));
  }
}

package throng.gpu.web.live;

import throng.actors.counts.alert.AlertMemory;
import throng.actors.counts.site.SiteState;
import throng.actors.counts.site.SiteStore;

/** Keeps nothing. */
final class UnkeptSite implements SiteStore {
  @Override
  public void write(SiteState state) {}

  @Override
  public void write(AlertMemory memory) {}
}

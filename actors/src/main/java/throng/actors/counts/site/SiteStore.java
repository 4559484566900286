package throng.actors.counts.site;

import java.io.IOException;
import throng.actors.counts.alert.AlertMemory;

/** Where the state is kept: written whole or not at all. May wait for a disk. */
public interface SiteStore {
  /** Keeps it in place of what was kept. */
  void write(SiteState state) throws IOException;

  /** Keeps it in place of what was kept. */
  void write(AlertMemory memory) throws IOException;
}

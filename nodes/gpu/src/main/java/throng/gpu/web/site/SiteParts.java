package throng.gpu.web.site;

import java.time.InstantSource;
import java.util.Set;
import throng.actors.counts.alert.Alerts;
import throng.actors.counts.live.SiteCounts;
import throng.actors.counts.live.SiteSettings;
import throng.actors.counts.site.Site;
import throng.gpu.web.live.LiveCounts;

/**
 * What the routes of the site work with.
 *
 * @param settings what stands in the settings file of the same
 * @param targets the names of whom alerts may notify
 * @param live what cameras are known, and their newest pictures
 * @param pictures whether any are shown
 */
public record SiteParts(
    Site site,
    Alerts alerts,
    SiteCounts counts,
    SiteSettings settings,
    Set<String> targets,
    LiveCounts live,
    boolean pictures,
    InstantSource utc) {}

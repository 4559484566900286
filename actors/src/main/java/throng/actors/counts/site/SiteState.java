package throng.actors.counts.site;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import throng.actors.counts.alert.AlertRule;
import throng.streams.frame.CameraId;

/**
 * Everything that people have said about cameras, as it is at one moment: one document a camera,
 * one of the alerts, and one of what belongs to no single camera, each with a version of its own.
 */
public record SiteState(Map<CameraId, CameraSite> cameras, AlertBook alerts, SiteWide wide) {
  /** Of a node that knows nothing. */
  public static final SiteState EMPTY = new SiteState(Map.of(), AlertBook.NONE, SiteWide.NONE);

  private static final int MOST_CAMERAS = 10_000;

  /** The rest is for what people say here. */
  private static final int MOST_FROM_OTHERS = 9_000;

  public SiteState {
    cameras = Collections.unmodifiableMap(new LinkedHashMap<>(cameras));
    if (cameras.size() > MOST_CAMERAS) {
      throw new IllegalArgumentException(
          "Something is kept of %d cameras, the most there can be.".formatted(MOST_CAMERAS));
    }
  }

  /** What is known of a camera. */
  public CameraSite camera(CameraId camera) {
    return cameras.getOrDefault(camera, CameraSite.NONE);
  }

  /** Those of which something is known: zones, ground, how far their counts are off, a title. */
  public List<CameraId> placed() {
    return cameras.entrySet().stream()
        .filter(entry -> !entry.getValue().isNothing())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Refuses, in a sentence, what another node has of cameras that are not known here. */
  void requireRoom(SiteState other) {
    long more = other.cameras.keySet().stream().filter(it -> !cameras.containsKey(it)).count();
    if (more > 0 && cameras.size() + more > MOST_FROM_OTHERS) {
      throw new IllegalArgumentException(
          "something is kept of %d cameras already".formatted(cameras.size()));
    }
  }

  SiteState with(CameraId camera, CameraSite site) {
    Map<CameraId, CameraSite> more = new LinkedHashMap<>(cameras);
    more.put(camera, site);
    return new SiteState(more, alerts, wide);
  }

  SiteState with(AlertBook other) {
    return new SiteState(cameras, other, wide);
  }

  SiteState with(SiteWide other) {
    return new SiteState(cameras, alerts, other);
  }

  /**
   * Of each document the one with the higher version. Where both have the same, from two nodes at
   * once, it is the same one whichever state is asked.
   */
  public SiteState newest(SiteState other) {
    Map<CameraId, CameraSite> all = new LinkedHashMap<>(cameras);
    other.cameras.forEach(
        (camera, its) -> {
          if (SiteDocuments.isNewer(camera, other, this)) {
            all.put(camera, its);
          }
        });
    SiteState newest = new SiteState(all, alerts, wide);
    if (SiteDocuments.areAlertsNewer(other, this)) {
      newest = newest.with(other.alerts);
    }
    return SiteDocuments.isWideNewer(other, this) ? newest.with(other.wide) : newest;
  }

  /**
   * With all that {@code file} names in place of what is here under the same names: each camera,
   * each alert, each group, and the bands. What it does not name stays.
   */
  SiteState imported(SiteState file) {
    SiteState imported = this;
    for (Map.Entry<CameraId, CameraSite> entry : file.cameras.entrySet()) {
      long version = camera(entry.getKey()).version() + 1;
      imported = imported.with(entry.getKey(), entry.getValue().version(version));
    }
    return imported.with(imported(file.alerts)).with(imported(file.wide));
  }

  private AlertBook imported(AlertBook file) {
    AlertBook book = alerts;
    for (AlertRule rule : file.rules().values()) {
      book = book.with(rule);
    }
    return file.rules().isEmpty() ? alerts : book.version(alerts.version() + 1);
  }

  private SiteWide imported(SiteWide file) {
    SiteWide all = file.bands().isPresent() ? wide.with(file.bands()) : wide;
    for (CameraGroup group : file.groups().values()) {
      all = all.with(group);
    }
    return all == wide ? wide : all.version(wide.version() + 1);
  }
}

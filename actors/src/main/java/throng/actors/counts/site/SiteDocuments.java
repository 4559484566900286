package throng.actors.counts.site;

import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import throng.actors.counts.replica.Documents;
import throng.actors.counts.replica.Stamp;
import throng.streams.frame.CameraId;

/**
 * The site's state as documents that nodes have in common: one of each camera, one of the alerts,
 * one of what belongs to no single camera.
 */
public final class SiteDocuments implements Documents {
  private static final String CAMERA = "camera/";
  private static final String ALERTS = "alerts";
  private static final String WIDE = "wide";

  private final Site site;

  // Guarded by this: what is known of a document until that is another one.
  private final Map<String, Stamped> known = new HashMap<>();

  private @Nullable Object stamped;
  private Map<String, Stamp> stamps = Map.of();

  private record Stamped(Object document, Stamp stamp) {}

  public SiteDocuments(Site site) {
    this.site = site;
  }

  @Override
  public String kind() {
    return "site";
  }

  @Override
  public boolean isSecret() {
    return false;
  }

  // Asked for by each other node each second, and a state is another one where anything is.
  @Override
  public synchronized Map<String, Stamp> stamps() {
    SiteState state = site.state();
    if (state != stamped) {
      stamps = Collections.unmodifiableMap(stamps(state));
      stamped = state;
    }
    return stamps;
  }

  private Map<String, Stamp> stamps(SiteState state) {
    Map<String, Stamp> stamps = new LinkedHashMap<>();
    state
        .cameras()
        .forEach(
            (camera, its) -> put(stamps, CAMERA + camera, its, SiteState.EMPTY.with(camera, its)));
    put(stamps, ALERTS, state.alerts(), SiteState.EMPTY.with(state.alerts()));
    put(stamps, WIDE, state.wide(), SiteState.EMPTY.with(state.wide()));
    known.keySet().retainAll(stamps.keySet());
    return stamps;
  }

  private void put(Map<String, Stamp> stamps, String name, Object document, SiteState only) {
    if (version(name, only) == 0) {
      return;
    }
    Stamped before = known.get(name);
    if (before == null || before.document() != document) {
      before = new Stamped(document, stamp(name, only));
      known.put(name, before);
    }
    stamps.put(name, before.stamp());
  }

  @Override
  public Optional<String> text(String name) {
    return Optional.of(only(name, site.state()))
        .filter(it -> version(name, it) > 0)
        .map(SiteJson::write);
  }

  @Override
  public Map<String, String> take(Map<String, Offered> offered) throws IOException {
    SiteState all = SiteState.EMPTY;
    Map<String, String> refused = new LinkedHashMap<>();
    for (Map.Entry<String, Offered> entry : offered.entrySet()) {
      try {
        SiteState more = all.newest(read(entry.getKey(), entry.getValue()));
        site.requireRoom(more);
        all = more;
      } catch (IllegalArgumentException e) {
        refused.put(entry.getKey(), String.valueOf(e.getMessage()));
      }
    }
    try {
      if (!all.equals(SiteState.EMPTY)) {
        site.replicate(all);
      }
    } catch (IllegalArgumentException noRoomByNow) {
      String why = String.valueOf(noRoomByNow.getMessage());
      offered.keySet().forEach(name -> refused.putIfAbsent(name, why));
    }
    return refused;
  }

  private SiteState read(String name, Offered offered) {
    SiteState read = SiteJson.read(offered.text(), name);
    SiteState only = only(name, read);
    if (!only.equals(read)) {
      throw new IllegalArgumentException("it holds what is none of it");
    } else if (version(name, only) != offered.stamp().version()) {
      throw new IllegalArgumentException("it has another version than was told");
    }
    return read;
  }

  /** The state with nothing but that document. */
  private static SiteState only(String name, SiteState state) {
    return switch (name) {
      case ALERTS -> SiteState.EMPTY.with(state.alerts());
      case WIDE -> SiteState.EMPTY.with(state.wide());
      default ->
          camera(name)
              .map(camera -> SiteState.EMPTY.with(camera, state.camera(camera)))
              .orElse(SiteState.EMPTY);
    };
  }

  private static Optional<CameraId> camera(String name) {
    return Optional.of(name)
        .filter(it -> it.startsWith(CAMERA))
        .flatMap(it -> CameraId.parse(it.substring(CAMERA.length())));
  }

  private static long version(String name, SiteState only) {
    return switch (name) {
      case ALERTS -> only.alerts().version();
      case WIDE -> only.wide().version();
      default -> camera(name).map(camera -> only.camera(camera).version()).orElse(0L);
    };
  }

  private static Stamp stamp(String name, SiteState only) {
    return Stamp.of(version(name, only), SiteJson.write(only));
  }

  /** Whether one node's document holds against another's of that name. */
  static boolean isNewer(String name, SiteState one, SiteState other) {
    SiteState its = only(name, one);
    SiteState theirs = only(name, other);
    long versions = version(name, its) - version(name, theirs);
    return versions == 0
        ? !its.equals(theirs) && stamp(name, its).isNewerThan(stamp(name, theirs))
        : versions > 0;
  }

  static boolean isNewer(CameraId camera, SiteState one, SiteState other) {
    return isNewer(CAMERA + camera, one, other);
  }

  static boolean areAlertsNewer(SiteState one, SiteState other) {
    return isNewer(ALERTS, one, other);
  }

  static boolean isWideNewer(SiteState one, SiteState other) {
    return isNewer(WIDE, one, other);
  }
}

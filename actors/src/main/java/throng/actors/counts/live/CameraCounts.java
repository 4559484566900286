package throng.actors.counts.live;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import throng.actors.counts.Counted;
import throng.actors.counts.Network;
import throng.actors.counts.Seconds;
import throng.actors.counts.Series;
import throng.actors.counts.calibration.Correction;
import throng.actors.counts.place.PlaceSums;
import throng.actors.counts.place.Zone;
import throng.actors.counts.site.CameraSite;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;

/** One camera's counts: of its picture, and of each of its zones. Its {@link SiteCounts}' own. */
final class CameraCounts {
  private final CameraId camera;
  private final Map<Series, SeriesBook> books = new LinkedHashMap<>();
  private CameraSite site = CameraSite.NONE;
  private PlaceSums sums = new PlaceSums(site.zones().values());
  private @Nullable Network network;

  CameraCounts(CameraId camera) {
    this.camera = camera;
  }

  Map<Series, SeriesBook> books() {
    return books;
  }

  @Nullable Network network() {
    return network;
  }

  CameraSite site() {
    return site;
  }

  /** What the camera's counts are multiplied by. */
  Correction correction() {
    return network == null ? Correction.NONE : site.calibration().correction(network);
  }

  /** Adds a count to the seconds of the picture and of each zone. */
  void add(Counted counted, DensityMap map, Seconds seconds) {
    network = counted.network();
    String by = counted.network().toString();
    PlaceSums.People people = sums.people(map);
    double factor = correction().factor();
    long nanos = counted.answeredNanos();
    seconds.add(Series.of(camera), nanos, people.picture(), factor, by);
    people
        .zones()
        .forEach((zone, inZone) -> seconds.add(Series.of(camera, zone), nanos, inZone, factor, by));
  }

  /** Takes what is known of the camera's place from now on. */
  void use(CameraSite newest) {
    if (newest.equals(site)) {
      return;
    }
    if (!newest.zones().equals(site.zones())) {
      sums = new PlaceSums(newest.zones().values());
    }
    site = newest;
    books.keySet().removeIf(series -> !counts(series));
  }

  /** Whether a series is one of the camera's, as it is known now. */
  boolean counts(Series series) {
    if (series.zone().isEmpty()) {
      return true;
    }
    Zone zone = site.zones().get(series.zone().get());
    return zone != null && !zone.isMask();
  }
}

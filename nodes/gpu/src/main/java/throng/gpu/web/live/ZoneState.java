package throng.gpu.web.live;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import throng.actors.counts.Series;
import throng.actors.counts.live.SeriesNow;
import throng.actors.counts.live.SiteCounts;
import throng.actors.counts.place.Zone;
import throng.streams.frame.CameraId;

/**
 * A zone as it is now.
 *
 * @param capacity at how many people it is full; empty: nobody has said
 * @param people the mean of its last second with a count, masks and calibration applied; empty:
 *     none yet
 * @param shown the same for people to read
 * @param density people per square metre; empty: the ground is not measured
 * @param band the density's word
 */
public record ZoneState(
    String name,
    String title,
    Optional<Integer> capacity,
    Optional<Double> people,
    Optional<Integer> shown,
    Optional<Double> density,
    Optional<String> band) {

  /** Of a camera's zone. */
  public static ZoneState of(CameraId camera, Zone zone, SiteCounts seconds) {
    Optional<SeriesNow> now = seconds.now(Series.of(camera, zone.name()));
    return new ZoneState(
        zone.name(),
        zone.title(),
        zone.capacity().stream().boxed().findFirst(),
        now.map(it -> Rounded.tenth(it.last().people())),
        now.flatMap(ZoneState::shown),
        now.map(SeriesNow::density)
            .filter(OptionalDouble::isPresent)
            .map(it -> Rounded.hundredth(it.getAsDouble())),
        now.flatMap(SeriesNow::band).map(it -> it.name().toLowerCase(Locale.ROOT)));
  }

  private static Optional<Integer> shown(SeriesNow now) {
    return now.shown().isPresent() ? Optional.of(now.shown().getAsInt()) : Optional.empty();
  }
}

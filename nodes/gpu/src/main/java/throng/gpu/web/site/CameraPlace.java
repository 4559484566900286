package throng.gpu.web.site;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import throng.actors.counts.live.SiteCounts;
import throng.actors.counts.place.DensityBands;
import throng.actors.counts.place.Zone;
import throng.actors.counts.site.CameraGroup;
import throng.actors.counts.site.CameraSite;
import throng.gpu.web.live.CameraState;
import throng.gpu.web.live.Rounded;
import throng.gpu.web.live.ZoneState;
import throng.streams.frame.CameraId;

/**
 * Everything about one camera: how it stands, and what people have said of it.
 *
 * @param version of what they have said
 * @param groups the names of those that it is in
 * @param pictures whether any are shown
 */
record CameraPlace(
    CameraState now,
    long version,
    AboutBody about,
    List<ZoneLine> zones,
    Optional<GroundBody> ground,
    CalibrationLine calibration,
    List<String> groups,
    boolean pictures) {

  /** A zone or a mask; points are fractions of the picture's width and height. */
  record ZoneLine(
      String name,
      String title,
      String kind,
      Optional<Integer> capacity,
      List<double[]> points,
      Optional<Double> squareMetres,
      Optional<Double> people,
      Optional<Integer> shown,
      Optional<Double> density,
      Optional<String> band) {}

  static CameraPlace of(
      CameraId camera, CameraSite site, CameraState now, SiteCounts counts, boolean pictures) {
    return new CameraPlace(
        now,
        site.version(),
        AboutBody.of(site.about()),
        site.zones().values().stream().map(zone -> line(camera, site, zone, counts)).toList(),
        site.ground().map(GroundBody::of),
        CalibrationLine.of(site.calibration(), counts.network(camera)),
        counts.site().wide().groups().values().stream()
            .filter(group -> group.holds(camera))
            .map(CameraGroup::name)
            .toList(),
        pictures);
  }

  /** Areas and densities are those of the zone as it is drawn; people, of the last second. */
  private static ZoneLine line(CameraId camera, CameraSite site, Zone zone, SiteCounts counts) {
    ZoneState now = ZoneState.of(camera, zone, counts);
    OptionalDouble metres = site.squareMetres(zone.name());
    Optional<Double> density = density(now.people(), metres);
    DensityBands bands = counts.bands();
    return new ZoneLine(
        zone.name(),
        zone.title(),
        ZoneKind.of(zone.kind()).word(),
        now.capacity(),
        Points.written(zone.outline().points()),
        metres.isPresent()
            ? Optional.of(Rounded.hundredth(metres.getAsDouble()))
            : Optional.empty(),
        now.people(),
        now.shown(),
        density.map(Rounded::hundredth),
        density.map(it -> word(bands.of(it))));
  }

  static Optional<Double> density(Optional<Double> people, OptionalDouble metres) {
    return metres.isPresent() && metres.getAsDouble() > 0
        ? people.map(it -> it / metres.getAsDouble())
        : Optional.empty();
  }

  static String word(DensityBands.Band band) {
    return band.name().toLowerCase(Locale.ROOT);
  }
}

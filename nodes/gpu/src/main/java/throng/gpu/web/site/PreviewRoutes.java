package throng.gpu.web.site;

import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletionStage;
import throng.actors.counts.Counted;
import throng.actors.counts.place.Ground;
import throng.actors.counts.place.Outline;
import throng.actors.counts.place.PlaceSums;
import throng.actors.counts.place.Zone;
import throng.actors.counts.site.CameraSite;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Call;
import throng.gpu.web.http.Route;
import throng.gpu.web.json.Json;
import throng.gpu.web.live.Rounded;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;

/** How many people a zone would hold that is being drawn. Only so many are summed up at once. */
final class PreviewRoutes {
  private static final int AT_ONCE = 4;
  private static final String DRAWN = "drawn";

  private final SiteParts parts;
  private final Edits edits;
  private final AtOnce summed =
      new AtOnce(AT_ONCE, "Many zones are being drawn at once: try again.");

  /** A mask that is drawn anew takes nobody out meanwhile. */
  private record NewPreview(List<double[]> points, Optional<String> replaces) {}

  private record Preview(
      Optional<Double> people,
      Optional<Long> countedAtMillis,
      Optional<Double> squareMetres,
      Optional<Double> density,
      Optional<String> band,
      Optional<String> refusal) {}

  /** What of the ground a zone would cover, or why that cannot be said. */
  private record Area(OptionalDouble metres, Optional<String> refusal) {
    static final Area NONE = new Area(OptionalDouble.empty(), Optional.empty());
  }

  PreviewRoutes(SiteParts parts, Edits edits) {
    this.parts = parts;
    this.edits = edits;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
            HttpMethods.POST, "/api/v1/cameras/*/*/zones/preview", Role.OPERATOR, this::preview));
  }

  private CompletionStage<HttpResponse> preview(Call call) {
    CameraId camera = parts.live().visible(call);
    return call.body(NewPreview.class)
        .thenCompose(
            body -> summed.run(() -> edits.run(() -> Json.response(preview(camera, body)))));
  }

  private Preview preview(CameraId camera, NewPreview body) {
    Outline outline = new Outline(Points.picture("points", body.points()));
    CameraSite site = parts.site().state().camera(camera);
    Optional<Counted> newest = parts.live().latest(camera);
    Optional<Double> people =
        newest
            .filter(parts.live()::isCurrent)
            .flatMap(it -> people(it, outline, masks(site, body.replaces().orElse(""))));
    Area area = site.ground().map(it -> area(it, outline)).orElse(Area.NONE);
    Optional<Double> density = CameraPlace.density(people, area.metres());
    return new Preview(
        people.map(Rounded::tenth),
        newest.map(Counted::answeredMillis),
        area.metres().isPresent()
            ? Optional.of(Rounded.hundredth(area.metres().getAsDouble()))
            : Optional.empty(),
        density.map(Rounded::hundredth),
        density.map(it -> CameraPlace.word(parts.counts().bands().of(it))),
        area.refusal());
  }

  private static List<Zone> masks(CameraSite site, String replaces) {
    return site.zones().values().stream()
        .filter(zone -> zone.isMask() && !zone.name().equals(replaces))
        .toList();
  }

  private Optional<Double> people(Counted newest, Outline outline, List<Zone> masks) {
    if (!(newest.reply() instanceof DensityMap map)) {
      return Optional.empty();
    }
    List<Zone> zones = new ArrayList<>(masks);
    zones.add(new Zone(DRAWN, Zone.Kind.COUNTED, outline));
    double factor = parts.counts().correction(newest.camera()).factor();
    return Optional.ofNullable(new PlaceSums(zones).people(map).zones().get(DRAWN))
        .map(it -> it * factor);
  }

  private static Area area(Ground ground, Outline outline) {
    try {
      return new Area(OptionalDouble.of(ground.squareMetres(outline)), Optional.empty());
    } catch (IllegalArgumentException beyond) {
      return new Area(OptionalDouble.empty(), Optional.ofNullable(beyond.getMessage()));
    }
  }
}

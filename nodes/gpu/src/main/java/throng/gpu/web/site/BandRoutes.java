package throng.gpu.web.site;

import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import throng.actors.counts.place.DensityBands;
import throng.actors.counts.site.SiteWide;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Call;
import throng.gpu.web.http.Everywhere;
import throng.gpu.web.http.Route;

/** From how many people a square metre which word is used, for all cameras. */
final class BandRoutes {
  private static final String BANDS = "/api/v1/bands";

  private final SiteParts parts;
  private final Edits edits;

  private record NewBands(double slowed, double contact, double critical) {}

  private record Bands(
      long version, String origin, double slowed, double contact, double critical) {}

  BandRoutes(SiteParts parts, Edits edits) {
    this.parts = parts;
    this.edits = edits;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
            HttpMethods.GET,
            BANDS,
            Role.VIEWER,
            call -> CompletableFuture.completedFuture(answer(parts.site().state().wide()))),
        Route.of(HttpMethods.PUT, BANDS, Role.OPERATOR, this::put),
        Route.of(HttpMethods.DELETE, BANDS, Role.OPERATOR, this::delete));
  }

  private CompletionStage<HttpResponse> put(Call call) {
    Everywhere.require(call);
    OptionalLong version = IfMatch.required(call);
    return call.body(NewBands.class)
        .thenCompose(
            body -> change(call, version, before -> before.with(Optional.of(bands(body)))));
  }

  private static DensityBands bands(NewBands body) {
    return new DensityBands(body.slowed(), body.contact(), body.critical());
  }

  private CompletionStage<HttpResponse> delete(Call call) {
    Everywhere.require(call);
    OptionalLong version = IfMatch.required(call);
    return change(call, version, before -> before.with(Optional.<DensityBands>empty()));
  }

  private CompletionStage<HttpResponse> change(
      Call call, OptionalLong version, UnaryOperator<SiteWide> change) {
    return edits.run(
        call.signedIn(),
        LastEdits.Document.WIDE,
        () -> answer(parts.site().changeWide(version, change)));
  }

  private HttpResponse answer(SiteWide wide) {
    DensityBands bands = wide.bands().orElse(parts.settings().bands());
    return IfMatch.answer(
        new Bands(
            wide.version(),
            wide.bands().isPresent() ? "page" : "settings",
            bands.slowed(),
            bands.contact(),
            bands.critical()),
        wide.version());
  }
}

package throng.actors.counts.live;

import java.util.OptionalDouble;
import throng.actors.counts.SecondMean;
import throng.actors.counts.Series;
import throng.actors.counts.site.CameraSite;

/** From people to people per square metre. */
final class Densities {
  private Densities() {}

  /** Of a zone; empty: it is none, or its ground is not measured. */
  static OptionalDouble of(Series series, SecondMean mean, CameraSite place) {
    if (series.zone().isEmpty()) {
      return OptionalDouble.empty();
    }
    OptionalDouble metres = place.squareMetres(series.zone().get());
    return metres.isPresent() && metres.getAsDouble() > 0
        ? OptionalDouble.of(mean.people() / metres.getAsDouble())
        : OptionalDouble.empty();
  }
}

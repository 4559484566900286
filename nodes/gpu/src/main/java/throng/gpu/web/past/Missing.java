package throng.gpu.web.past;

import java.util.List;
import java.util.Optional;
import throng.actors.counts.past.SitePast;

/** Which nodes did not answer, as an answer tells it: where all did, it does not. */
final class Missing {
  private Missing() {}

  static Optional<List<String>> of(SitePast past) {
    return Optional.of(past.missing()).filter(nodes -> !nodes.isEmpty());
  }
}

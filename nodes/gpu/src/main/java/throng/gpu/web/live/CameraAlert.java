package throng.gpu.web.live;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import throng.actors.counts.alert.AlertNow;

/**
 * An alert on a camera, or on a zone in it.
 *
 * @param where {@code node/camera[/zone]}
 * @param sinceMillis when it began to fire, UTC; empty: it does not yet
 * @param blind whether there is no count any more that would tell whether it still fires with
 *     reason
 * @param silencedUntilMillis until when nobody is notified of it; empty: they are
 */
public record CameraAlert(
    String name,
    String where,
    String severity,
    String state,
    Optional<Long> sinceMillis,
    boolean blind,
    Optional<Long> silencedUntilMillis) {

  static CameraAlert of(AlertNow now) {
    return new CameraAlert(
        now.rule().name(),
        now.rule().where().toString(),
        now.rule().severity().name().toLowerCase(Locale.ROOT),
        now.state().name().toLowerCase(Locale.ROOT),
        boxed(now.sinceMillis()),
        now.isBlind(),
        boxed(now.silencedUntilMillis()));
  }

  /** The same, silenced as people have said at any node. */
  CameraAlert silencedUntil(OptionalLong millis) {
    return new CameraAlert(name, where, severity, state, sinceMillis, blind, boxed(millis));
  }

  private static Optional<Long> boxed(OptionalLong millis) {
    return millis.isPresent() ? Optional.of(millis.getAsLong()) : Optional.empty();
  }
}

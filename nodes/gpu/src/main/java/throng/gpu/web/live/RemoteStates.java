package throng.gpu.web.live;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import throng.actors.counts.Freshness;
import throng.actors.counts.alert.AlertMemory.Firing;
import throng.actors.counts.live.CameraStatus;
import throng.actors.counts.live.Elsewhere.CameraElsewhere;
import throng.actors.counts.site.CameraAbout;

/** What is shown of a camera that another node counts. */
final class RemoteStates {
  private RemoteStates() {}

  /**
   * As its node shows it.
   *
   * @param about what people have said of it, which all nodes have
   * @param silenced tells of an alert until when it is silenced
   * @param nanos now, on the node's monotonic clock
   */
  static CameraState of(
      CameraElsewhere camera,
      CameraAbout about,
      RemoteViews.View view,
      UnaryOperator<CameraAlert> silenced,
      long nanos) {
    CameraState its = view.state();
    return new CameraState(
        camera.camera().toString(),
        about.title(),
        about.capacity().stream().boxed().findFirst(),
        camera.status().isConnected(),
        Optional.of(camera.node()),
        its.network(),
        its.people(),
        its.shown(),
        its.low(),
        its.high(),
        its.factor(),
        its.unconfirmed(),
        its.trend(),
        its.peopleAMinute(),
        its.raw(),
        its.ageMillis().map(age -> age + millis(nanos - view.heardNanos())),
        its.countedAtMillis(),
        its.intervalMillis(),
        its.width(),
        its.height(),
        its.trouble(),
        its.zones(),
        its.alerts().stream().map(silenced).toList());
  }

  /**
   * As its node tells of it while nobody looks.
   *
   * @param about what people have said of it, which all nodes have
   * @param silenced tells of an alert until when it is silenced
   * @param nanos now, on the node's monotonic clock
   */
  static CameraState of(
      CameraElsewhere camera, CameraAbout about, UnaryOperator<CameraAlert> silenced, long nanos) {
    CameraStatus status = camera.status();
    Optional<CameraStatus.LastCount> counted = status.counted();
    return new CameraState(
        camera.camera().toString(),
        about.title(),
        about.capacity().stream().boxed().findFirst(),
        status.isConnected(),
        Optional.of(camera.node()),
        Optional.empty(),
        status.people().stream().boxed().map(Rounded::tenth).findFirst(),
        status.shown().stream().boxed().findFirst(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        counted.map(it -> millis(camera.ageNanos(nanos))),
        counted.map(CameraStatus.LastCount::atMillis),
        status.intervalNanos().stream().boxed().map(RemoteStates::millis).findFirst(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        status.firing().stream().map(RemoteStates::alert).map(silenced).toList());
  }

  /** How many are there at this moment; empty: its last count is too old for that. */
  static Optional<Double> people(CameraElsewhere camera, long nanos) {
    CameraStatus status = camera.status();
    boolean isFresh =
        status.counted().isPresent()
            && Freshness.of(camera.ageNanos(nanos), status.intervalNanos()) != Freshness.SILENT;
    return status.people().stream().boxed().filter(any -> isFresh).findFirst();
  }

  private static CameraAlert alert(Firing firing) {
    return new CameraAlert(
        firing.alert(),
        firing.where().toString(),
        firing.severity().name().toLowerCase(Locale.ROOT),
        "firing",
        Optional.of(firing.sinceMillis()),
        false,
        Optional.empty());
  }

  private static long millis(long nanoseconds) {
    return Math.max(0, Duration.ofNanos(nanoseconds).toMillis());
  }
}

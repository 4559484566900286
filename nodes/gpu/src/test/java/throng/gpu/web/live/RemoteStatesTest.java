package throng.gpu.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import throng.actors.counts.CountHub;
import throng.actors.counts.CountSettings;
import throng.actors.counts.Series;
import throng.actors.counts.Severity;
import throng.actors.counts.alert.AlertMemory;
import throng.actors.counts.alert.AlertMemory.Firing;
import throng.actors.counts.alert.Alerts;
import throng.actors.counts.live.CameraStatus;
import throng.actors.counts.live.Elsewhere.CameraElsewhere;
import throng.actors.counts.live.SiteCounts;
import throng.actors.counts.live.SiteSettings;
import throng.actors.counts.site.Site;
import throng.actors.counts.site.SiteState;
import throng.gpu.web.access.Principal;
import throng.gpu.web.access.Role;
import throng.streams.frame.CameraId;
import throng.streams.settings.Block;

class RemoteStatesTest {
  private static final CameraId DOOR = new CameraId("lobby", "door");
  private static final CameraId HALL = new CameraId("lobby", "hall");
  private static final Principal ADA = new Principal("ada", Role.VIEWER, List.of(), false, "");
  private static final Principal EVE =
      new Principal("eve", Role.VIEWER, List.of("lobby/hall"), false, "");
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final List<CameraElsewhere> others = new ArrayList<>();
  private final CountHub hub =
      new CountHub(new CountSettings(1 << 20, 1 << 20), () -> 0, () -> Instant.EPOCH);
  private final SiteCounts seconds =
      new SiteCounts(
          hub,
          new Site(new UnkeptSite(), SiteState.EMPTY, Set.of()),
          SiteSettings.from(Block.of("throng.gpu-node", ConfigFactory.load())),
          new Alerts(AlertMemory.EMPTY),
          () -> others,
          () -> 0,
          () -> Instant.EPOCH);
  private long nanos = SECOND;
  private final LiveCounts counts = new LiveCounts(hub, seconds, () -> others, () -> nanos);

  @Test
  void showsACameraThatAnotherNodeCountsAndWhichNodeThatIs() {
    others.add(elsewhere(DOOR, true));

    CameraState state = counts.now(ADA).cameras().get(0);

    assertThat(state.camera()).isEqualTo("lobby/door");
    assertThat(state.countedBy()).contains("10.0.0.6:7600");
    assertThat(state.connected()).isTrue();
    assertThat(state.people()).contains(12.5);
    assertThat(state.shown()).contains(12);
    assertThat(state.ageMillis()).contains(1500L);
    assertThat(state.alerts()).extracting(CameraAlert::name).containsExactly("full");
    assertThat(counts.state(DOOR)).isEqualTo(state);
  }

  @Test
  void showsTheNodeWhereItIsConnected() {
    hub.connected(DOOR);
    hub.connected(HALL);
    hub.left(HALL);
    others.add(elsewhere(DOOR, true));
    others.add(elsewhere(HALL, true));

    assertThat(counts.now(ADA).cameras())
        .extracting(it -> it.camera() + it.countedBy().map(at -> " at " + at).orElse(""))
        .containsExactly("lobby/door", "lobby/hall at 10.0.0.6:7600");
  }

  @Test
  void showsACameraThatIsAwayEverywhereAsThisNodeKnewIt() {
    hub.connected(DOOR);
    hub.disconnected(DOOR);
    others.add(elsewhere(DOOR, false));

    assertThat(counts.now(ADA).cameras()).hasSize(1);
    assertThat(counts.now(ADA).cameras().get(0).countedBy()).isEmpty();
  }

  @Test
  void showsNobodyACameraThatTheyMayNotSee() {
    others.add(elsewhere(DOOR, true));
    others.add(elsewhere(HALL, true));

    assertThat(counts.now(EVE).cameras())
        .extracting(CameraState::camera)
        .containsExactly("lobby/hall");
  }

  @Test
  void addsItToItsGroupWhileItsCountIsFresh() {
    assertThat(RemoteStates.people(elsewhere(DOOR, true), nanos)).contains(12.5);
    assertThat(RemoteStates.people(elsewhere(DOOR, true), nanos + 20 * SECOND)).isEmpty();
  }

  private static CameraElsewhere elsewhere(CameraId camera, boolean isConnected) {
    CameraStatus status =
        new CameraStatus(
            camera,
            isConnected,
            OptionalDouble.of(12.5),
            OptionalInt.of(12),
            Optional.of(new CameraStatus.LastCount(SECOND / 2, 17)),
            OptionalLong.empty(),
            List.of(new Firing("full", Series.of(camera), "1", 3, Severity.CRITICAL, List.of())));
    return new CameraElsewhere("10.0.0.6:7600", status, 0);
  }
}

package throng.gpu.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import throng.actors.counts.site.CameraGroup;
import throng.actors.counts.site.SiteWide;
import throng.gpu.web.access.Principal;
import throng.gpu.web.access.Role;
import throng.gpu.web.live.AllCameras.One;
import throng.streams.frame.CameraId;

/** What each caller is told of all cameras and groups. */
class AllCamerasTest {
  private static final Principal ADA = new Principal("ada", Role.VIEWER, List.of(), false, "");
  private static final Principal EVE =
      new Principal("eve", Role.VIEWER, List.of("yard/gate"), false, "");

  private final AllCameras all =
      new AllCameras(
          List.of(one("lobby", "door", 3), one("lobby", "hall", 4), one("yard", "gate", 5)),
          new SiteWide(
              7,
              SiteWide.NONE
                  .with(
                      new CameraGroup(
                          "site",
                          "Site",
                          List.of("lobby/*", "lobby/door", "yard/gate"),
                          OptionalInt.of(5000)))
                  .with(new CameraGroup("inside", "Inside", List.of("lobby/*")))
                  .with(new CameraGroup("nowhere", "Nowhere", List.of("roof/*")))
                  .groups(),
              Optional.empty()));

  private static One one(String node, String name, double people) {
    CameraId camera = new CameraId(node, name);
    return new One(camera, state(camera.toString()), Optional.of(people));
  }

  private static CameraState state(String camera) {
    return new CameraState(
        camera,
        Optional.empty(),
        Optional.empty(),
        true,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  @Test
  void sumsUpEachGroupWithoutCountingACameraTwice() {
    assertThat(all.of(ADA).now().groups())
        .extracting(it -> it.name() + " " + it.cameras() + " " + it.people().orElseThrow())
        .containsExactly("site 3 12.0", "inside 2 7.0");
  }

  @Test
  void tellsWhoSeesSomeCamerasOfThoseAndTheirSums() {
    LiveCounts.Now now = all.of(EVE).now();

    assertThat(now.cameras()).extracting(CameraState::camera).containsExactly("yard/gate");
    assertThat(now.groups())
        .extracting(it -> it.name() + " " + it.cameras() + " " + it.people().orElseThrow())
        .containsExactly("site 1 5.0");
  }

  @Test
  void tellsAGroupsCapacityOnlyToWhoSeesAllOfIt() {
    assertThat(all.of(ADA).now().groups().get(0).capacity()).contains(5000);
    assertThat(all.of(EVE).now().groups().get(0).capacity()).isEmpty();
  }

  @Test
  void tellsWithEachGroupWhichVersionOfThemItIs() {
    assertThat(all.of(EVE).now().groups()).extracting(GroupState::version).containsExactly(7L);
    assertThat(all.of(ADA).now().groups()).extracting(GroupState::version).containsOnly(7L);
  }

  @Test
  void isMadeOnceForAllWhoSeeAll() {
    assertThat(all.of(ADA)).isSameAs(all.of(ADA));
  }
}

package throng.actors.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static throng.actors.cluster.Loads.draining;
import static throng.actors.cluster.Loads.lossless;
import static throng.actors.cluster.Loads.node;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacementTest {
  private static final ClusterSettings.Rebalance RULES = Loads.settings("").rebalance();
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Placement placement = new Placement(RULES);

  @Test
  void keepsACameraWhileTheNodeHasLittleToDo() {
    assertThat(placement.atHello(node("a", 30, 100, 3), "", List.of(node("b", 0, 100, 0))))
        .isEmpty();
  }

  @Test
  void sendsACameraToTheNodeThatHasLeastToDoOfWhatItCan() {
    NodeLoad here = node("a", 60, 100, 6);
    NodeLoad large = node("large", 100, 1000, 10);
    NodeLoad small = node("small", 20, 100, 2);

    assertThat(placement.atHello(here, "", List.of(small, large))).contains(large);
  }

  @Test
  void keepsACameraWhereTheOthersHaveHardlyLessToDo() {
    NodeLoad here = node("a", 60, 100, 6);

    assertThat(placement.atHello(here, "", List.of(node("b", 56, 100, 5)))).isEmpty();
    assertThat(placement.atHello(here, "", List.of(node("b", 54, 100, 5)))).isPresent();
  }

  @Test
  void sendsNobodyToANodeThatGoesDownOrDoesNotKnowWhatItCan() {
    NodeLoad here = node("a", 90, 100, 6);

    assertThat(
            placement.atHello(
                here, "", List.of(draining(node("b", 0, 100, 0)), node("c", 0, Double.NaN, 0))))
        .isEmpty();
  }

  @Test
  void sendsNobodyToANodeThatIsFull() {
    NodeLoad here = node("a", 90, 100, 6);
    NodeLoad full = Loads.free(node("b", 1, 100, 1), 0);
    NodeLoad other = node("c", 50, 100, 1);

    assertThat(placement.atHello(here, "", List.of(full, other))).contains(other);
    assertThat(placement.elsewhere(true, "", List.of(full))).isEmpty();
    assertThat(placement.excess(here, List.of(full))).isEmpty();
  }

  @Test
  void countsAPlaceAsTakenWhereACameraWasJustSent() {
    JustAssigned assigned = new JustAssigned();
    NodeLoad told = node("b", 10, 100, 1);
    for (int i = 0; i < told.free(); i++) {
      assigned.add(told.member(), i % 2 == 0, 0, 0);
    }

    assertThat(assigned.on(List.of(told), 0)).noneMatch(NodeLoad::isTarget);
  }

  @Test
  void sendsACameraOnlyWhereTheNetworkIsThatItAsksFor() {
    NodeLoad here = node("a", 90, 100, 6);
    NodeLoad idle = node("b", 0, 100, 0);
    NodeLoad busier = Loads.serving(node("c", 50, 100, 5), "default", "hall");
    List<NodeLoad> others = List.of(idle, busier);

    assertThat(placement.atHello(here, "hall", others)).contains(busier);
    assertThat(placement.losslessAtHello(lossless("a", 2), "hall", others)).contains(busier);
    assertThat(placement.elsewhere(false, "hall", others)).contains(busier);
    assertThat(placement.elsewhere(true, "hall", others)).contains(busier);
    assertThat(placement.elsewhere(false, "gate", others)).isEmpty();
    assertThat(placement.atHello(here, "", others)).contains(idle);
  }

  @Test
  void spreadsLosslessCamerasByTheirNumber() {
    assertThat(placement.losslessAtHello(lossless("a", 2), "", List.of(lossless("b", 2))))
        .isEmpty();
    assertThat(placement.losslessAtHello(lossless("a", 2), "", List.of(lossless("b", 1))))
        .contains(lossless("b", 1));
  }

  @Test
  void countsACameraThatWasJustSentThereForThreeSeconds() {
    JustAssigned assigned = new JustAssigned();
    NodeLoad told = node("b", 10, 100, 1);
    assigned.add(told.member(), false, 25, 0);

    assertThat(assigned.on(List.of(told), 3 * SECOND)).containsExactly(told.withLive(25));
    assertThat(assigned.on(List.of(told), 3 * SECOND + 1)).containsExactly(told);
  }

  @Test
  void movesHalfOfWhatWouldLevelTwoNodesAndAtMostAQuarterOfTheCameras() {
    var excess =
        placement.excess(node("a", 90, 100, 12), List.of(node("b", 0, 200, 0))).orElseThrow();

    // 60 would level them at 0.3.
    assertThat(excess.pixelsPerSecond()).isCloseTo(30, within(1e-9));
    assertThat(excess.cameras()).isEqualTo(3);
  }

  @Test
  void movesNoMoreCamerasThanTheOtherHasPlacesFor() {
    NodeLoad two = Loads.free(node("b", 0, 200, 0), 2);

    assertThat(placement.excess(node("a", 90, 100, 40), List.of(two)).orElseThrow().cameras())
        .isEqualTo(2);
    assertThat(placement.excess(node("a", 90, 0, 40), List.of(two)).orElseThrow().cameras())
        .isEqualTo(2);
  }

  @Test
  void sharesWhatIsToGoAmongTheNodesThatHaveTooMuch() {
    var excess =
        placement
            .excess(node("a", 90, 100, 12), List.of(node("b", 0, 200, 0), node("c", 80, 100, 9)))
            .orElseThrow();

    assertThat(excess.pixelsPerSecond()).isCloseTo(15, within(1e-9));
  }

  @Test
  void movesNobodyFromANodeThatHasLittleToDoOrHardlyMoreThanOthers() {
    assertThat(placement.excess(node("a", 29, 100, 3), List.of(node("b", 0, 100, 0)))).isEmpty();
    assertThat(placement.excess(node("a", 60, 100, 3), List.of(node("b", 46, 100, 3)))).isEmpty();
  }

  @Test
  void sendsEverybodyAwayFromANodeNoneOfWhoseDevicesWorks() {
    NodeLoad out = node("a", 40, 0, 8);
    List<NodeLoad> others = List.of(node("b", 95, 100, 9), node("c", 0, 0, 0));

    assertThat(placement.atHello(out, "", others)).contains(others.get(0));
    assertThat(placement.losslessAtHello(out, "", List.of(lossless("b", 5))))
        .contains(lossless("b", 5));
    var excess = placement.excess(out, others).orElseThrow();
    assertThat(excess.target()).isEqualTo(others.get(0));
    assertThat(excess.atMost()).isEqualTo(40);
    assertThat(excess.cameras()).isEqualTo(8);
    assertThat(placement.excess(node("a", 40, Double.NaN, 8), others)).isEmpty();
    assertThat(placement.excess(out, List.of(node("c", 0, 0, 0)))).isEmpty();
  }

  @Test
  void movesNobodyWhereThatIsOff() {
    Placement off = new Placement(Loads.settings("rebalance.on = off").rebalance());

    assertThat(off.excess(node("a", 90, 100, 9), List.of(node("b", 0, 100, 0)))).isEmpty();
  }

  @Test
  void waitsUntilTheNodeHasHadTooMuchForLongEnough() {
    Rebalancing rebalancing = new Rebalancing(placement, RULES.after());
    NodeLoad here = node("a", 90, 100, 12);
    List<NodeLoad> idle = List.of(node("b", 0, 100, 0));
    List<NodeLoad> busy = List.of(node("b", 80, 100, 9));

    assertThat(rebalancing.step(here, idle, 0)).isEmpty();
    assertThat(rebalancing.step(here, busy, 2 * SECOND)).isEmpty();
    assertThat(rebalancing.step(here, idle, 3 * SECOND)).isEmpty();
    assertThat(rebalancing.step(here, idle, 6 * SECOND)).isPresent();
    assertThat(rebalancing.step(here, idle, 8 * SECOND)).isEmpty();
    assertThat(rebalancing.step(here, idle, 9 * SECOND)).isPresent();
  }

  @Test
  void sendsACameraOfANodeThatGoesDownToTheLeastLoaded() {
    NodeLoad free = node("c", 10, 100, 1);

    assertThat(placement.elsewhere(false, "", List.of(node("b", 50, 100, 5), free))).contains(free);
    assertThat(placement.elsewhere(true, "", List.of(lossless("b", 1), lossless("c", 0))))
        .contains(lossless("c", 0));
    assertThat(placement.elsewhere(false, "", List.of())).isEmpty();
  }
}

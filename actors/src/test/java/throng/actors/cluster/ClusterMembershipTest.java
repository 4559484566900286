package throng.actors.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import throng.actors.session.FromOthers;
import throng.actors.time.MonotonicClock;
import throng.streams.frame.Mode;
import throng.streams.settings.HostAndPort;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;

/** Who is there: nodes that come, go, fall apart and find each other again. */
class ClusterMembershipTest extends StartedNodes {
  @Test
  void aNodeThatLeavesIsNoMemberAtOnce() {
    List<ClusterHere> nodes = start(2, "");
    awaitAll(nodes);

    nodes.get(1).close();

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(nodes.get(0).node.members()).isEmpty());
  }

  @Test
  void camerasOfANodeThatGoesDownAreSentToAnother() {
    List<ClusterHere> nodes = start(2, NEVER_SILENT);
    awaitAll(nodes);
    ClusterHere down = nodes.get(0);
    down.node.opened(Loads.movable(DOOR, 1, 1, Mode.LIVE));

    assertThat(down.node.drainTarget(Loads.hello(DOOR, Mode.LIVE))).contains(nodes.get(1).frames);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(nodes.get(1).node.members()).isEmpty());
  }

  @Test
  void aPartitionEndsInOneClusterAgainAndOneHolderOfEachName() {
    List<ClusterHere> nodes = start(3, "");
    awaitAll(nodes);
    ClusterHere seed = nodes.get(0);
    nodes.subList(1, 3).forEach(other -> Partition.cut(seed, other));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(seed.node.betterFor(Loads.hello(DOOR, Mode.LOSSLESS))).isEmpty());
    nodes.get(1).node.opened(Loads.movable(DOOR, 1, 1, Mode.LIVE));
    ClusterSystem before = seed.node.system();
    await().atMost(PATIENCE).until(() -> seed.node.system() != before);
    assertThat(seed.node.claim(DOOR, 2, 1)).isEmpty();
    seed.node.opened(Loads.movable(DOOR, 2, 1, Mode.LIVE));

    nodes.subList(1, 3).forEach(other -> Partition.heal(seed, other));

    awaitAll(nodes);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(givenUp(nodes)).isEqualTo(1));
    assertThat(seed.commands(FromOthers.GiveUpName.class)).isNotEmpty();
  }

  @Test
  void nodesWorkAsOneAlsoWhereTheFirstSeedIsNotThereAndJoinItWhenItComes() {
    List<HostAndPort> places =
        List.of(ClusterHere.freePlace(), ClusterHere.freePlace(), ClusterHere.freePlace());
    for (HostAndPort place : places.subList(1, 3)) {
      started.add(ClusterHere.start(place, places, ""));
    }
    awaitAll(started);

    started.add(ClusterHere.start(places.get(0), places, ""));

    awaitAll(started);
  }

  @Test
  void aNodeThatIsInNoClusterSaysSoAndWhy() {
    HostAndPort nobody = ClusterHere.freePlace();
    ClusterHere alone = ClusterHere.start(ClusterHere.freePlace(), List.of(nobody), "");
    started.add(alone);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(alone.said)
                    .anySatisfy(
                        sentence ->
                            assertThat(sentence)
                                .contains("is in none yet", nobody.toString(), "refused")));
  }

  @Test
  void theOthersLookForWhoIsLetInNoMoreAsSoonAsOneKnows() {
    List<ClusterHere> nodes = start(2, "");
    awaitAll(nodes);
    PeerIdentity lobby = new PeerIdentity(Role.EDGE, "lobby");

    nodes.get(0).node.distrusts(Set.of(lobby));
    nodes.get(0).node.distrusts(Set.of(lobby));

    await().until(() -> nodes.get(1).looksForRevoked.get() > 0);
    assertThat(nodes.get(1).looksForRevoked).hasValue(1);
    assertThat(nodes.get(0).looksForRevoked).hasValue(0);
  }

  @Test
  void withoutRedirectsNobodyIsSentAnywhere() {
    List<ClusterHere> nodes = start(2, "redirect = off");
    await()
        .atMost(PATIENCE)
        .until(() -> nodes.get(0).node.describe().contains(nodes.get(1).frames.toString()));
    fill(nodes.get(0), 10, 9e6);

    assertThat(nodes.get(0).node.betterFor(Loads.hello(DOOR, Mode.LIVE))).isEmpty();
    assertThat(nodes.get(0).node.members()).isEmpty();
    assertThat(nodes.get(0).node.drainTarget(Loads.hello(DOOR, Mode.LIVE))).isEmpty();
  }

  @Test
  void aPlaceThatIsTakenIsToldInASentence() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      HostAndPort place = new HostAndPort("127.0.0.1", taken.getLocalPort());

      assertThatThrownBy(() -> ClusterHere.start(place, List.of(place), ""))
          .rootCause()
          .hasMessageContaining("in use");
    }
  }

  @Test
  void beforeItBeginsItRunsNothing() {
    Set<String> before = threads();

    ClusterNode alone = new ClusterNode(MonotonicClock.SYSTEM);
    alone.opened(Loads.movable(DOOR, 1, 1, Mode.LIVE));

    assertThat(alone.betterFor(Loads.hello(DOOR, Mode.LIVE))).isEmpty();
    assertThat(alone.members()).isEmpty();
    assertThat(alone.claim(DOOR, 2, 1)).isEmpty();
    assertThat(alone.cameras()).isEmpty();
    // Those of another test may still be ending.
    assertThat(before).containsAll(threads());
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("throng-"))
        .collect(Collectors.toSet());
  }
}

package throng.actors.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.streams.settings.HostAndPort;
import throng.streams.tls.LinkIdentity;
import throng.streams.tls.Look;
import throng.streams.tls.MadeSite;
import throng.streams.tls.Role;

class ClusterTlsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final List<ClusterHere> started = new ArrayList<>();

  @TempDir Path folder;

  @AfterEach
  void end() {
    started.forEach(it -> it.node.end());
    started.forEach(ClusterHere::close);
  }

  @Test
  void nodesOfASiteWorkAsOneAndLetNobodyElseIn() {
    MadeSite site = MadeSite.in(folder);
    HostAndPort seed = ClusterHere.freePlace();
    ClusterHere first = start(seed, seed, node(site.gpuNode("first")));
    Path edge = site.edge("lobby");
    ClusterHere anEdge =
        start(
            seed,
            Optional.of(new ClusterTls(() -> MadeSite.client(edge), any -> Optional.empty())));
    ClusterHere stranger = start(seed, node(MadeSite.in(folder).gpuNode("first")));
    ClusterHere plain = start(seed, Optional.empty());

    ClusterHere second = start(seed, node(site.gpuNode("second")));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(first.node.members()).containsExactly(second.frames);
              assertThat(second.node.members()).containsExactly(first.frames);
            });
    for (ClusterHere other : List.of(anEdge, stranger, plain)) {
      assertThat(other.node.members()).isEmpty();
    }
  }

  @Test
  void aNodeThatIsUnpairedIsNoMemberAnyMore() throws Exception {
    MadeSite site = MadeSite.in(folder);
    HostAndPort seed = ClusterHere.freePlace();
    Path pki = site.gpuNode("first");
    LinkIdentity identity = LinkIdentity.of(pki, Role.GPU_NODE);
    ClusterHere first = start(seed, seed, node(identity));
    ClusterHere second = start(seed, node(site.gpuNode("second")));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(first.node.members()).containsExactly(second.frames));
    ClusterSystem before = first.node.system();

    Files.writeString(pki.resolve("revoked"), "gpu-node/second\n");
    identity.look();
    first.node.distrusts(identity.revoked());
    ClusterHere third = start(seed, node(site.gpuNode("third")));

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(first.node.members()).containsExactly(third.frames));
    assertThat(first.node.system()).isNotSameAs(before);
    ClusterSystem after = first.node.system();
    first.node.distrusts(identity.revoked());
    await()
        .during(Duration.ofSeconds(1))
        .atMost(PATIENCE)
        .until(() -> first.node.system() == after);
  }

  @Test
  void theOthersStayTogetherWhenTheFirstSeedIsUnpairedThatIsGone() throws Exception {
    MadeSite site = MadeSite.in(folder);
    List<HostAndPort> seeds =
        List.of(ClusterHere.freePlace(), ClusterHere.freePlace(), ClusterHere.freePlace());
    ClusterHere first = start(seeds.get(0), seeds, node(site.gpuNode("first")));
    Path secondPki = site.gpuNode("second");
    Path thirdPki = site.gpuNode("third");
    LinkIdentity secondIdentity = LinkIdentity.of(secondPki, Role.GPU_NODE);
    LinkIdentity thirdIdentity = LinkIdentity.of(thirdPki, Role.GPU_NODE);
    ClusterHere second = start(seeds.get(1), seeds, node(secondIdentity));
    ClusterHere third = start(seeds.get(2), seeds, node(thirdIdentity));
    await().atMost(PATIENCE).until(() -> second.node.members().size() == 2);
    await().atMost(PATIENCE).until(() -> third.node.members().size() == 2);

    first.close();
    Files.writeString(secondPki.resolve("revoked"), "gpu-node/first\n");
    secondIdentity.look();
    second.node.distrusts(secondIdentity.revoked());
    Files.writeString(thirdPki.resolve("revoked"), "gpu-node/first\n");
    thirdIdentity.look();
    third.node.distrusts(thirdIdentity.revoked());

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(second.node.members()).containsExactly(third.frames);
              assertThat(third.node.members()).containsExactly(second.frames);
            });
  }

  @Test
  void aCertificateThatIsRenewedCountsForTheNextConnectionWithoutARestart() throws Exception {
    MadeSite site = MadeSite.in(folder);
    HostAndPort seed = ClusterHere.freePlace();
    Path pki = MadeSite.in(folder).gpuNode("first");
    LinkIdentity identity = LinkIdentity.of(pki, Role.GPU_NODE);
    ClusterHere first = start(seed, seed, node(identity));
    ClusterSystem before = first.node.system();
    Path renewed = site.gpuNode("first");
    for (String file : List.of("ca.crt", "node.key", "node.crt")) {
      Files.copy(renewed.resolve(file), pki.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }

    assertThat(identity.look()).anyMatch(Look::isRenewed);
    ClusterHere second = start(seed, node(site.gpuNode("second")));

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(first.node.members()).containsExactly(second.frames));
    assertThat(first.node.system()).isSameAs(before);
  }

  private ClusterHere start(HostAndPort seed, Optional<ClusterTls> tls) {
    return start(ClusterHere.freePlace(), seed, tls);
  }

  private ClusterHere start(HostAndPort place, HostAndPort seed, Optional<ClusterTls> tls) {
    return start(place, List.of(seed), tls);
  }

  private ClusterHere start(HostAndPort place, List<HostAndPort> seeds, Optional<ClusterTls> tls) {
    ClusterHere here = ClusterHere.start(place, seeds, "", tls);
    started.add(here);
    return here;
  }

  private static Optional<ClusterTls> node(Path pki) {
    return node(LinkIdentity.of(pki, Role.GPU_NODE));
  }

  private static Optional<ClusterTls> node(LinkIdentity identity) {
    return Optional.of(new ClusterTls(identity.members(), identity::distrustOfMember));
  }
}

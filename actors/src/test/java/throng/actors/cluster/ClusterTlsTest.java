package throng.actors.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.streams.settings.HostAndPort;
import throng.streams.tls.LinkIdentity;
import throng.streams.tls.MadeSite;
import throng.streams.tls.Role;

class ClusterTlsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

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
    ClusterHere anEdge = start(seed, Optional.of(new ClusterTls(() -> MadeSite.client(edge))));
    ClusterHere stranger = start(seed, node(MadeSite.in(folder).gpuNode("first")));
    ClusterHere plain = start(seed, Optional.empty());

    ClusterHere second = start(seed, node(site.gpuNode("second")));

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(first.node.members()).containsExactly(second.frames));
    assertThat(second.node.members()).containsExactly(first.frames);
    for (ClusterHere other : List.of(anEdge, stranger, plain)) {
      assertThat(other.node.members()).isEmpty();
    }
  }

  private ClusterHere start(HostAndPort seed, Optional<ClusterTls> tls) {
    return start(ClusterHere.freePlace(), seed, tls);
  }

  private ClusterHere start(HostAndPort place, HostAndPort seed, Optional<ClusterTls> tls) {
    ClusterHere here = ClusterHere.start(place, List.of(seed), "", tls);
    started.add(here);
    return here;
  }

  private static Optional<ClusterTls> node(Path pki) {
    return Optional.of(new ClusterTls(LinkIdentity.of(pki, Role.GPU_NODE).members()));
  }
}

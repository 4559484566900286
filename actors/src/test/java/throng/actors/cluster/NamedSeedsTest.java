package throng.actors.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import throng.streams.settings.HostAndPort;
import throng.streams.testing.FreePort;

/** Seeds whose names are known only after they have begun. */
class NamedSeedsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final List<ClusterHere> started = new ArrayList<>();

  @AfterEach
  void end() {
    started.forEach(it -> it.node.end());
    started.forEach(ClusterHere::close);
  }

  @Test
  void aSeedWhoseNameIsNotKnownYetBeginsAnewByThatNameOnceItIs() {
    int port = FreePort.next();
    NamedHosts hosts = new NamedHosts();
    ClusterHere seed = start(new HostAndPort("127.0.0.1", port), "gpu-1", hosts);
    ClusterSystem before = seed.node.system();

    hosts.know("gpu-1", "127.0.0.1");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(seed.said)
                    .contains("Other GPU nodes reach this one at gpu-1:" + port + " by now."));
    await().atMost(PATIENCE).until(() -> seed.node.system() != before && isIn(seed));
  }

  @Test
  void aSeedThatGoesDownDoesSoAlsoByTheNameThatIsKnownMeanwhile() {
    int port = FreePort.next();
    NamedHosts hosts = new NamedHosts();
    ClusterHere seed = start(new HostAndPort("127.0.0.1", port), "gpu-1", hosts);
    seed.node.departs();

    hosts.know("gpu-1", "127.0.0.1");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(seed.said)
                    .contains("Other GPU nodes reach this one at gpu-1:" + port + " by now."));
    assertThat(seed.node.describe()).contains("going down");
  }

  @Test
  void aNodeThatNobodyCouldReachYetBeginsOnceItIsKnownWhere() {
    int port = FreePort.next();
    AtomicInteger looks = new AtomicInteger();
    NamedHosts late =
        new NamedHosts() {
          @Override
          public List<InetAddress> addresses(String host) {
            boolean isEarly = host.equals("gpu-1") && looks.getAndIncrement() == 0;
            return isEarly ? List.of() : super.addresses(host);
          }
        };
    late.know("gpu-1", "127.0.1.1");

    ClusterHere seed = start(new HostAndPort("0.0.0.0", port), "gpu-1", late);

    assertThat(seed.said)
        .singleElement()
        .asString()
        .contains("[gpu-1:" + port + "]", "throng.gpu-node.cluster.advertise");
    await().atMost(PATIENCE).until(() -> isIn(seed));
  }

  /** The one seed, which is known by that name. */
  private ClusterHere start(HostAndPort listen, String name, Hosts hosts) {
    List<HostAndPort> seeds = List.of(new HostAndPort(name, listen.port()));
    ClusterHere seed = ClusterHere.start(listen, seeds, "", Optional.empty(), hosts);
    started.add(seed);
    return seed;
  }

  private static boolean isIn(ClusterHere node) {
    ClusterSystem running = node.node.system();
    return running != null && running.isIn();
  }
}

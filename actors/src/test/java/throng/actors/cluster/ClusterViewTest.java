package throng.actors.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import throng.streams.settings.HostAndPort;

class ClusterViewTest {
  @Test
  void anEdgeIsToldOfThoseThatHaveLeastToDoEachTimeInAnotherOrder() {
    ClusterView view = ClusterView.EMPTY;
    for (int i = 0; i < 6; i++) {
      view = view.with(Loads.node("node" + i, 10 - i, 100, 1), 0);
    }
    view = view.with(Loads.draining(Loads.node("down", 0, 100, 1)), 0);

    Set<List<HostAndPort>> told = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      told.add(view.forAnEdge(3));
    }

    assertThat(told).hasSizeGreaterThan(1);
    assertThat(told)
        .allSatisfy(
            places ->
                assertThat(places)
                    .extracting(HostAndPort::host)
                    .containsExactlyInAnyOrder("node3", "node4", "node5"));
  }
}

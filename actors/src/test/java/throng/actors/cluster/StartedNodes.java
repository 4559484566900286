package throng.actors.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import throng.actors.session.FromOthers;
import throng.streams.frame.CameraId;
import throng.streams.frame.Mode;
import throng.streams.settings.HostAndPort;

/** Nodes of one JVM, each with an actor system of its own, over TCP on loopback. */
abstract class StartedNodes {
  static final CameraId DOOR = new CameraId("lobby", "door");
  static final Duration PATIENCE = Duration.ofSeconds(90);
  // What is asked once must not meet a node that has only paused.
  static final String NEVER_SILENT = "silent-after = 30s";

  final List<ClusterHere> started = new ArrayList<>();

  @AfterEach
  void end() {
    started.forEach(it -> it.node.end());
    started.forEach(ClusterHere::close);
  }

  List<ClusterHere> start(int count, String settings) {
    List<HostAndPort> places = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      places.add(ClusterHere.freePlace());
    }
    places.forEach(place -> started.add(ClusterHere.start(place, places, settings)));
    return started;
  }

  static void awaitAll(List<ClusterHere> nodes) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(nodes)
                    .allSatisfy(it -> assertThat(it.node.members()).hasSize(nodes.size() - 1)));
  }

  static long givenUp(List<ClusterHere> nodes) {
    return nodes.stream()
        .mapToLong(it -> it.commands(FromOthers.GiveUpName.class).stream().distinct().count())
        .sum();
  }

  static void fill(ClusterHere node, int cameras, double pixelsPerSecond) {
    for (int i = 0; i < cameras; i++) {
      CameraId camera = new CameraId("edge-" + node.member.port(), "camera" + i);
      node.node.opened(Loads.movable(camera, 1, 1, Mode.LIVE));
      node.node.demand(camera, pixelsPerSecond);
    }
  }
}

package throng.actors.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClusterSimulationTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final ClusterSimulation cluster = new ClusterSimulation();

  @Test
  void aThousandCamerasThatDialOneNodeSpreadAndSettleAlsoWhenAFastNodeComes() {
    cluster.node("node0", 2_000e6);
    cluster.node("node1", 4_000e6);
    cluster.node("node2", 1_000e6);
    cluster.pass(Duration.ofSeconds(2));
    Random random = new Random(7);
    for (int i = 0; i < 1000; i++) {
      cluster.camera("camera" + i, (1 + 9 * random.nextDouble()) * 1e6, "node0");
      if (i % 10 == 0) {
        cluster.pass(Duration.ofMillis(100));
      }
    }
    cluster.pass(MINUTE);
    assertThat(cluster.spread()).as(cluster.loads()).isLessThan(0.2);

    cluster.node("node3", 8_000e6);
    cluster.pass(Duration.ofSeconds(30));
    assertThat(cluster.spread()).as(cluster.loads()).isLessThan(0.2);
    int before = cluster.moves();
    cluster.pass(MINUTE);

    assertThat(cluster.moves()).as(cluster.loads()).isEqualTo(before).isLessThan(1000);
  }

  @Test
  void aFewLargeCamerasSpreadToo() {
    cluster.node("node0", 100e6);
    cluster.pass(Duration.ofSeconds(1));
    cluster.camera("one", 30e6, "node0");
    cluster.camera("two", 30e6, "node0");
    cluster.camera("three", 30e6, "node0");
    cluster.pass(Duration.ofSeconds(10));
    cluster.node("node1", 100e6);
    cluster.pass(MINUTE);
    int before = cluster.moves();
    cluster.pass(MINUTE);

    assertThat(before).isEqualTo(1);
    assertThat(cluster.moves()).isEqualTo(before);
  }

  @Test
  void camerasThatCannotBeMovedAreNotAskedAndTheOthersLevelTheNodes() {
    cluster.node("node0", 100e6);
    cluster.node("node1", 100e6);
    cluster.pass(Duration.ofSeconds(2));
    for (int i = 0; i < 20; i++) {
      if (i % 2 == 0) {
        cluster.oldCamera("old" + i, 6e6, "node0");
      } else {
        cluster.camera("new" + i, 3e6, "node0");
      }
    }
    cluster.pass(MINUTE.multipliedBy(3));

    assertThat(cluster.spread()).as(cluster.loads()).isLessThan(0.4);
    assertThat(cluster.describe("node0")).doesNotContain("edge/old").contains("edge/new");
    assertThat(cluster.cameras("node0")).isEqualTo(10);
  }

  @Test
  void aNodeThatLosesAllItsDevicesGivesItsCamerasAndFilmsToTheOthers() {
    cluster.node("node0", 100e6);
    cluster.node("node1", 100e6);
    cluster.pass(Duration.ofSeconds(2));
    for (int i = 0; i < 16; i++) {
      cluster.camera("camera" + i, 5e6, "node" + i % 2);
      cluster.film("film" + i, "node" + i % 2);
    }
    cluster.pass(MINUTE.multipliedBy(2));
    assertThat(cluster.cameras("node0")).isPositive();

    cluster.lose("node0");
    cluster.pass(Duration.ofSeconds(30));

    assertThat(cluster.cameras("node0")).as(cluster.loads()).isZero();
    assertThat(cluster.cameras("node1")).isEqualTo(32);
  }

  @Test
  void camerasThatAskForANetworkGoAndStayWhereItIsWhateverMovesThem() {
    cluster.node("node0", 400e6);
    cluster.node("node1", 400e6);
    cluster.node("node2", 100e6);
    cluster.node("node3", 4_000e6);
    cluster.serves("node1", "default", "hall");
    cluster.serves("node2", "default", "hall");
    cluster.pass(Duration.ofSeconds(2));
    for (int i = 0; i < 60; i++) {
      cluster.asking("hall" + i, 5e6, "hall", "node0");
      cluster.camera("camera" + i, 5e6, "node0");
      cluster.pass(Duration.ofMillis(200));
    }
    assertThat(cluster.placesOf("hall")).containsExactly("node1", "node2");
    cluster.pass(MINUTE.multipliedBy(2));
    assertThat(cluster.placesOf("hall")).containsExactly("node1", "node2");
    assertThat(cluster.placesOf("")).contains("node3");

    cluster.lose("node1");
    cluster.pass(MINUTE.multipliedBy(3));

    assertThat(cluster.placesOf("hall")).as(cluster.loads()).containsExactly("node2");
  }

  @Test
  void camerasOfANetworkMoveToWhereItIsThoughAnotherNodeHasLessToDo() {
    cluster.node("node0", 100e6);
    cluster.serves("node0", "default", "hall");
    cluster.pass(Duration.ofSeconds(1));
    for (int i = 0; i < 20; i++) {
      cluster.asking("hall" + i, 4e6, "hall", "node0");
    }
    cluster.pass(Duration.ofSeconds(10));
    cluster.node("node1", 100e6);
    cluster.node("node2", 100e6);
    cluster.serves("node2", "default", "hall");
    cluster.camera("camera", 10e6, "node2");
    cluster.pass(MINUTE.multipliedBy(2));

    assertThat(cluster.placesOf("hall")).containsExactly("node0", "node2");
    assertThat(cluster.cameras("node2")).as(cluster.loads()).isGreaterThan(5);
    assertThat(cluster.cameras("node1")).isZero();
  }

  @Test
  void filmsOfANodeThatIsLostGoNowhereWhereThereIsNoPlaceAndAtOnceWhereThereIsAgain() {
    cluster.node("node0", 100e6);
    cluster.pass(Duration.ofSeconds(1));
    for (int i = 0; i < 6; i++) {
      cluster.film("film" + i, "node0");
    }
    cluster.node("node1", 100e6, 2);
    cluster.lose("node0");
    cluster.pass(Duration.ofSeconds(20));
    assertThat(cluster.cameras("node1")).isEqualTo(2);

    cluster.node("node2", 100e6, 3);
    cluster.pass(Duration.ofSeconds(10));

    assertThat(cluster.cameras("node1")).isEqualTo(2);
    assertThat(cluster.cameras("node2")).isEqualTo(3);
    assertThat(cluster.cameras("node0")).isEqualTo(1);
  }
}

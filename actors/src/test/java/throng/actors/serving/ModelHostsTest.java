package throng.actors.serving;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.awaitility.Awaitility.await;

import akka.Done;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import throng.actors.batch.DecodePool;
import throng.actors.batch.DeviceTurns;
import throng.actors.batch.Place;
import throng.actors.statistics.DeviceTotals;
import throng.actors.testing.FakeModel;
import throng.actors.testing.FakeNode;
import throng.actors.testing.FakeNode.Sent;
import throng.streams.frame.CameraId;
import throng.streams.frame.FrameReply;
import throng.streams.frame.SkipReason;
import throng.streams.settings.Block;

/** Several networks in one node, and which of them counts whom. */
class ModelHostsTest extends HostedNetworks {
  private static final CameraId DOOR = new CameraId("lobby", "door");
  private static final CameraId GATE = new CameraId("yard", "gate");

  private CompletableFuture<FrameReply> count(ModelChoice choice, String camera, int people) {
    List<CompletableFuture<FrameReply>> answer = new ArrayList<>();
    choice.give(host -> answer.add(node.infer(host, new Sent(camera, 1, 640, 480), people, 0)));
    return answer.get(0);
  }

  /** What it counts, once it is known of so many pictures. */
  private static double known(ModelHost host, long pictures) {
    await()
        .untilAsserted(
            () ->
                assertThat(host.devices().read().values())
                    .extracting(DeviceTotals::pictures)
                    .containsExactly(pictures));
    return host.capacity().pixelsPerSecond();
  }

  @Test
  void countsAsManyPixelsAsTheNetworksThatItsCamerasHave() throws Exception {
    ModelHosts hosts = new ModelHosts("default", CameraModels.NONE);
    hosts.put("default", node.host);
    hosts.put("slow", warm(other.beforeBatch(people -> LockSupport.parkNanos(20_000_000))));
    for (int i = 0; i < 60; i++) {
      people(count(hosts.choose(DOOR, "").orElseThrow(), "door", 1));
      people(count(hosts.choose(GATE, "slow").orElseThrow(), "gate", 1));
    }
    double quick = known(node.host, 60);
    double slow = known(hosts.network("slow").orElseThrow(), 60);

    assertThat(hosts.pixelsPerSecond()).isEqualTo(quick);
    hosts.join(DOOR, "");
    hosts.join(GATE, "slow");
    hosts.join(GATE, "slow");
    assertThat(hosts.pixelsPerSecond())
        .isCloseTo(3 / (1 / quick + 2 / slow), withinPercentage(0.1))
        .isLessThan(quick / 1.2);
  }

  @Test
  void countsNothingWhereNoDeviceWorksForTheNetworkOfMostCameras() throws Exception {
    ModelHosts hosts = new ModelHosts("default", CameraModels.NONE);
    hosts.put("default", node.host);
    ModelHost lost = warm(other);
    hosts.put("lost", lost);
    other
        .breakDevice(other.devices().get(0))
        .beforeBatch(
            people -> {
              throw new StackOverflowError("broken");
            });
    count(hosts.choose(GATE, "lost").orElseThrow(), "gate", 1);
    await().until(() -> lost.capacity().pixelsPerSecond() == 0);

    hosts.join(DOOR, "");
    hosts.join(GATE, "lost");
    assertThat(hosts.pixelsPerSecond()).isNotZero();
    hosts.join(GATE, "lost");
    assertThat(hosts.pixelsPerSecond()).isZero();

    other.beforeBatch(people -> {}).mend(other.devices().get(0));
  }

  private static CameraModels table(String camera, String network) {
    return CameraModels.from(
        Block.of(
            "throng.gpu-node",
            ConfigFactory.parseString(
                    "throng.gpu-node.camera-models { \"%s\" = %s }".formatted(camera, network))
                .withFallback(ConfigFactory.load())));
  }

  @Test
  void aCameraIsCountedByTheNetworkThatItAsksForElseByTheOneOfTheTable() throws Exception {
    ModelHosts hosts = new ModelHosts("default", table("yard/*", "fast"));
    hosts.put("default", node.host);
    hosts.put("fast", warm(other));

    assertThat(hosts.choose(DOOR, "").orElseThrow().name()).isEqualTo("default");
    assertThat(hosts.choose(GATE, "").orElseThrow().name()).isEqualTo("fast");
    assertThat(hosts.choose(GATE, "default").orElseThrow().name()).isEqualTo("default");
    assertThat(hosts.choose(DOOR, "unknown")).isEmpty();
    assertThat(people(count(hosts.choose(GATE, "").orElseThrow(), "gate", 7))).isEqualTo(14);
    assertThat(people(count(hosts.choose(DOOR, "").orElseThrow(), "door", 7))).isEqualTo(7);
  }

  @Test
  void tellsWhetherTheNetworkThatIsToCountACameraIsStillOpening() {
    ModelHosts hosts = new ModelHosts("default", table("yard/*", "fast"));
    hosts.put("default", node.host);
    hosts.toOpen(Set.of("default", "fast", "sharp"));

    assertThat(hosts.choose(GATE, "")).isEmpty();
    assertThat(hosts.opening(GATE, "")).contains("fast");
    assertThat(hosts.opening(DOOR, "sharp")).contains("sharp");
    assertThat(hosts.opening(DOOR, "")).isEmpty();
    assertThat(hosts.opening(DOOR, "unknown")).isEmpty();
    hosts.opensNoMore("fast");
    assertThat(hosts.opening(GATE, "")).isEmpty();
    hosts.toOpen(Set.of());
    assertThat(hosts.opening(DOOR, "sharp")).isEmpty();
  }

  @Test
  void anotherNetworkCountsWhatComesFromThenOnAndTheFirstFinishesWhatItHas() throws Exception {
    node.models.put("other", warm(other));
    ModelChoice choice = node.models.standardChoice();
    choice.expect(1, 640, 480);
    old.beforeBatch(people -> gate.acquireUninterruptibly());
    List<CompletableFuture<FrameReply>> before = new ArrayList<>();
    for (int people = 1; people <= 9; people++) {
      before.add(count(choice, "door", people));
    }

    node.models.use("other", "default");

    CompletableFuture<FrameReply> after = count(choice, "door", 10);
    gate.release(100);
    for (int people = 1; people <= 9; people++) {
      assertThat(people(before.get(people - 1))).isEqualTo(people);
    }
    assertThat(people(after)).isEqualTo(20);
    node.models.use("default", "default");
    assertThat(people(count(choice, "door", 11))).isEqualTo(11);
  }

  @Test
  void underLoadNoFrameIsLostCountedTwiceOrByTheNetworkBefore() throws Exception {
    node.models.put("other", warm(other));
    ModelChoice choice = node.models.standardChoice();
    AtomicLong firstAfter = new AtomicLong(Long.MAX_VALUE);
    List<CompletableFuture<FrameReply>> answers = new ArrayList<>();

    for (int frame = 0; frame < 600; frame++) {
      if (frame == 200) {
        node.models.use("other", "default");
        firstAfter.set(frame);
      }
      answers.add(count(choice, "camera" + frame % 6, 1 + frame % 100));
      if (frame % 20 == 19) {
        answers.get(frame - 10).get(20, SECONDS);
      }
    }

    for (int frame = 0; frame < 600; frame++) {
      int people = 1 + frame % 100;
      assertThat(people(answers.get(frame)))
          .as("frame %d", frame)
          .isEqualTo(frame < firstAfter.get() ? people : 2 * people);
    }
    assertThat(node.statistics.frames().answered()).isEqualTo(600);
  }

  @Test
  void aNetworkThatIsOpenedAnewTakesItsOwnPlaceAndTheOneBeforeEnds() throws Exception {
    ModelChoice choice = node.models.standardChoice();
    old.beforeBatch(people -> gate.acquireUninterruptibly());
    CompletableFuture<FrameReply> before = count(choice, "door", 3);
    await().until(() -> old.batches.size() == 1);

    Optional<ModelHost> replaced = node.models.put("default", warm(other));

    CompletableFuture<Done> ended = node.models.end(replaced.orElseThrow()).toCompletableFuture();
    assertThat(people(count(choice, "door", 4))).isEqualTo(8);
    assertThat(ended).isNotDone();
    gate.release(1);
    ended.get(20, SECONDS);
    assertThat(people(before)).isEqualTo(3);
    assertThat(old.closed).hasValue(1);
    assertThat(node.models.all()).extracting(ModelHosts.Served::name).containsExactly("default");
  }

  @Test
  void aCameraIsNotToldOfANodesEndWhereANetworkHangsThatWasReplaced() throws Exception {
    FakeModel hanging =
        new FakeModel(1, false).beforeBatch(people -> gate.acquireUninterruptibly());
    FakeNode hangs = new FakeNode(hanging, "batch.drain-timeout = 50ms", Optional.empty());
    try {
      CompletableFuture<FrameReply> live = hangs.infer("door", 1, 60_000);
      await().until(() -> hanging.batches.size() == 1);
      CompletableFuture<FrameReply> waiting = hangs.infer("door", 2, 60_000);
      CompletableFuture<FrameReply> lossless = hangs.infer("film", 3, 0);

      hangs.models.put("default", hangs.open(other)).ifPresent(hangs.models::end);

      assertThat(reason(live)).isEqualTo(SkipReason.EXPIRED);
      assertThat(reason(waiting)).isEqualTo(SkipReason.EXPIRED);
      assertThat(reason(lossless)).isEqualTo(SkipReason.OVERLOADED);
    } finally {
      gate.release(100);
      hangs.close();
    }
  }

  @Test
  void aNetworkThatCountsIsNotTakenAway() throws Exception {
    node.models.put("other", warm(other));
    assertThat(node.models.isNeeded("default")).isPresent();
    assertThat(node.models.isNeeded("other")).isEmpty();

    node.models.use("other", "default");
    assertThat(node.models.isNeeded("other").orElseThrow())
        .isEqualTo("other counts for default: use another network for that first.");
    node.models.use("default", "default");
    ModelChoice chosen = node.models.join(DOOR, "other");

    assertThat(node.models.remove("other").orElseThrow())
        .isEqualTo(
            "1 camera is connected that asked for other: have them ask for another network"
                + " (throng.edge-node.model), then remove it.");
    chosen.left(1);
    assertThat(node.models.remove("other")).isEmpty();
    assertThat(node.models.network("other")).isEmpty();
    assertThat(node.models.join(DOOR, "other")).isSameAs(node.models.standardChoice());
  }

  @Test
  void aNetworkThatTheTableNamesIsNotTakenAwayWhileItsCamerasAreOff() throws Exception {
    ModelHosts hosts = new ModelHosts("default", table("yard/*", "fast"));
    hosts.put("default", node.host);
    hosts.put("fast", warm(other));

    assertThat(hosts.remove("fast").orElseThrow())
        .isEqualTo(
            "throng.gpu-node.camera-models says that fast counts \"yard/*\": change it there and"
                + " start the node anew, then remove it.");
    assertThat(hosts.choose(GATE, "").orElseThrow().name()).isEqualTo("fast");
  }

  @Test
  void sharesADeviceByTheTimeThatEachTakesOfIt() throws Exception {
    // Its clock stands still: however slow the machine is, neither network is taken to hang.
    Place place = new Place(new DeviceTurns(() -> 0), new DecodePool(1), false);
    FakeModel one = new FakeModel(1, false);
    ModelHost holder = warm(node.open(one, place));
    ModelHost second = warm(node.open(other, place));
    // Both hold their batch until it is let go: one may be under way at a time.
    one.beforeBatch(people -> gate.acquireUninterruptibly());
    other.beforeBatch(people -> gate.acquireUninterruptibly());
    CompletableFuture<FrameReply> first = node.infer(holder, new Sent("door", 1, 640, 480), 1, 0);
    await().until(() -> one.batches.size() == 1);
    CompletableFuture<FrameReply> waits = node.infer(second, new Sent("gate", 1, 640, 480), 2, 0);
    await().until(() -> other.decoded.get() == 1);

    assertThat(other.batches).isEmpty();
    gate.release(1);

    assertThat(people(first)).isEqualTo(1);
    await().until(() -> other.batches.size() == 1);
    gate.release(1);
    assertThat(people(waits)).isEqualTo(4);
  }
}

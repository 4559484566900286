package throng.actors.batch;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.Done;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import throng.actors.testing.FakeNode;
import throng.actors.testing.FakeNode.Sent;
import throng.streams.frame.DensityMap;
import throng.streams.frame.FrameReply;
import throng.streams.frame.SkipReason;

/** Pictures that are cut into tiles, on their way between the batcher and a worker. */
class TilesTest extends BatchingNode {
  /** Four tiles of {@code 640 x 640}. */
  private static final Sent LARGE = new Sent("large", 1, 1280, 960);

  private static final int PEOPLE = 7;

  private final AtomicInteger tiles = new AtomicInteger();
  private volatile Runnable beforeTile = () -> {};

  @BeforeEach
  void startANodeWhoseWorkerWaitsBeforeEachRun() throws Exception {
    node =
        new FakeNode(
            model
                .tiles(640)
                .beforeBatch(
                    people -> {
                      gate.acquireUninterruptibly();
                      if (people.contains(PEOPLE)) {
                        tiles.incrementAndGet();
                        beforeTile.run();
                      }
                    }),
            "batch.max-size = 1",
            Optional.empty());
    node.host.whenWarm().toCompletableFuture().get(20, SECONDS);
  }

  @Test
  void othersAreCountedBetweenTheTilesOfALargePicture() throws Exception {
    CompletableFuture<FrameReply> large = infer();
    await().until(() -> model.batches.size() == 1);
    CompletableFuture<FrameReply> small = node.infer("small", 1);
    await().until(() -> model.decoded.get() == 2);
    awaitQueued();
    gate.release(2);

    assertThat(small.get(20, SECONDS)).isInstanceOf(DensityMap.class);
    assertThat(large).isNotDone();
    gate.release(3);
    DensityMap map = (DensityMap) large.get(20, SECONDS);
    assertThat(map.count()).isEqualTo(4 * PEOPLE);
    assertThat(model.batches).hasSize(5);
  }

  @Test
  void twoLargePicturesLeaveRoomForSmallOnes() throws Exception {
    infer();
    node.infer(new Sent("large2", 2, 1280, 960), PEOPLE, 0);
    node.infer(new Sent("large3", 3, 1280, 960), PEOPLE, 0);
    await().until(() -> model.decoded.get() == 2);

    CompletableFuture<FrameReply> small = node.infer("small", 1);
    await().until(() -> model.decoded.get() == 3);
    awaitQueued();
    gate.release(3);

    assertThat(small.get(20, SECONDS)).isInstanceOf(DensityMap.class);
  }

  @Test
  void aWorkerThatDiesInTheMidstGoesOnWithTheTileThatItHad() throws Exception {
    beforeTile =
        () -> {
          if (tiles.get() == 3) {
            throw new StackOverflowError("once");
          }
        };
    gate.release(10);

    DensityMap map = (DensityMap) infer().get(20, SECONDS);

    assertThat(map.count()).isEqualTo(4 * PEOPLE);
    assertThat(tiles).hasValue(5);
  }

  @Test
  void aTileOnWhichTheNetworkFailsTwiceEndsItsPictureAlone() throws Exception {
    beforeTile =
        () -> {
          if (tiles.get() >= 2) {
            throw new IllegalStateException("second tile");
          }
        };
    gate.release(10);

    assertThat(reason(infer())).isEqualTo(SkipReason.MODEL_FAILED);
    assertThat(node.infer("small", 1).get(20, SECONDS)).isInstanceOf(DensityMap.class);
    assertThat(tiles).hasValue(3);
  }

  @Test
  void aPictureThatExpiresInTheMidstTakesNoFurtherTurn() throws Exception {
    CompletableFuture<FrameReply> large = node.infer(LARGE, PEOPLE, 2_000);
    await().until(() -> model.batches.size() == 1);
    node.infer("small", 1);
    await().until(() -> model.decoded.get() == 2);
    awaitQueued();
    // Its first tile is still under way when its time is over.
    await().pollDelay(Duration.ofMillis(2_100)).until(() -> true);
    gate.release(1);
    await().until(() -> model.batches.equals(List.of(List.of(PEOPLE), List.of(1))));

    assertThat(reason(large)).isEqualTo(SkipReason.EXPIRED);
    gate.release(1);
    await().until(() -> node.statistics.snapshot().frames().answered() == 1);
    assertThat(tiles).hasValue(1);
  }

  @Test
  void aDrainEndsWithTheLastTile() throws Exception {
    CompletableFuture<FrameReply> large = infer();
    await().until(() -> model.batches.size() == 1);
    CompletableFuture<Done> drained = node.host.drain(Departure.OF_THE_NODE).toCompletableFuture();

    gate.release(3);
    await().until(() -> model.batches.size() == 4);
    assertThat(drained).isNotDone();
    gate.release(1);

    drained.get(20, SECONDS);
    assertThat(large.get(20, SECONDS)).isInstanceOf(DensityMap.class);
  }

  @Test
  void aPictureWhoseConnectionEndsInTheMidstTakesNoFurtherTurn() throws Exception {
    CompletableFuture<FrameReply> large = infer();
    await().until(() -> model.batches.size() == 1);

    node.host.leave(LARGE.session());

    assertThat(reason(large)).isEqualTo(SkipReason.EXPIRED);
    gate.release(10);
    assertThat(node.infer("small", 1).get(20, SECONDS)).isInstanceOf(DensityMap.class);
    assertThat(tiles).hasValue(1);
  }

  private CompletableFuture<FrameReply> infer() {
    return node.infer(LARGE, PEOPLE, 0);
  }
}

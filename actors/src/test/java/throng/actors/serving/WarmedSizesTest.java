package throng.actors.serving;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.Done;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import throng.actors.batch.DecodePool;
import throng.actors.batch.DeviceTurns;
import throng.actors.batch.Place;
import throng.actors.testing.FakeModel;
import throng.actors.testing.FakeNode;
import throng.actors.testing.FakeNode.Sent;
import throng.streams.frame.FrameReply;
import throng.streams.frame.SkipReason;

/** Which sizes of pictures networks are told of, and warm, and let go. */
class WarmedSizesTest extends HostedNetworks {
  @Test
  void aNetworkSeesWhatTheCamerasSendBeforeItCounts() throws Exception {
    ModelHost next = warm(other);
    node.models.put("other", next);
    node.models.standardChoice().joined();
    node.models.standardChoice().expect(1, 320, 240);
    node.models.standardChoice().counts(1, new PictureSize(320, 240));

    node.models.announce("default", next);
    next.whenPrepared().toCompletableFuture().get(20, SECONDS);

    assertThat(other.warmed).anyMatch(size -> size.width() == 320);
    assertThat(node.models.sizes("default")).containsExactly(new PictureSize(320, 240));
  }

  @Test
  void whoLeavesWhileANetworkIsOpenedLeavesNoSizeThere() throws Exception {
    ModelChoice choice = node.models.standardChoice();
    ModelHost next = warm(other);
    manySizes(choice);
    node.models.announceFor("default", next);
    prepared(next);

    for (int session = 1; session <= 16; session++) {
      choice.left(session);
      node.models.leave(session);
    }

    choice.joined();
    choice.expect(17, 320, 240);
    node.models.announceFor("default", next);
    prepared(next);
    assertThat(other.warmed).anyMatch(size -> size.width() == 320);
  }

  @Test
  void aNetworkForgetsTheSizesThatAnotherGetsFromThenOn() throws Exception {
    node.models.put("other", warm(other));
    manySizes(node.models.standardChoice());
    prepared(node.host);

    node.models.use("other", "default");

    node.host.expect(17, 320, 240);
    prepared(node.host);
    assertThat(old.warmed).anyMatch(size -> size.width() == 320);
  }

  @Test
  void aNetworkWithoutCamerasIsWarmedALittleAtATimeWhileAnotherCounts() throws Exception {
    FakeNode live =
        new FakeNode(new FakeModel(1, false), "batch.active-for = 1m", Optional.empty());
    try {
      assertThat(people(live.infer("door", 1))).isEqualTo(1);
      ModelHost second = warm(live.open(other));

      second.expect(1, 2000, 2000);
      prepared(second);
      assertThat(other.warmed).noneMatch(size -> size.width() == 2000);
      second.expect(2, 320, 240);
      prepared(second);
      assertThat(other.warmed).anyMatch(size -> size.width() == 320);
    } finally {
      live.close();
    }
  }

  @Test
  void emptyPicturesWaitForTheirTurnOfASharedDevice() throws Exception {
    Place place = new Place(new DeviceTurns(() -> 0), new DecodePool(1), false);
    FakeModel one = new FakeModel(1, false);
    ModelHost holder = warm(node.open(one, place));
    ModelHost second = warm(node.open(other, place));
    one.beforeBatch(people -> gate.acquireUninterruptibly());
    Sent sent = new Sent("door", 1, 640, 480);
    CompletableFuture<FrameReply> first = node.infer(holder, sent, 1, 0);
    await().until(() -> one.batches.size() == 1);

    second.expect(2, 320, 240);
    CompletableFuture<Done> prepared = second.whenPrepared().toCompletableFuture();
    // Its answer comes after what was told before it.
    assertThat(reason(node.infer(second, sent, FakeModel.UNDECODABLE, 0)))
        .isEqualTo(SkipReason.UNDECODABLE);

    assertThat(other.warmed).noneMatch(size -> size.width() == 320);
    assertThat(prepared).isNotDone();
    gate.release(2);
    assertThat(people(first)).isEqualTo(1);
    prepared.get(20, SECONDS);
    assertThat(other.warmed).anyMatch(size -> size.width() == 320);
    assertThat(people(node.infer(holder, sent, 2, 0))).isEqualTo(2);
  }

  @Test
  void whatACameraOnlyTellsIsNoSizeOfItsPictures() {
    node.models.standardChoice().joined();
    node.models.standardChoice().expect(1, 65_500, 16);

    assertThat(node.models.sizes("default")).isEmpty();
  }

  @Test
  void aNetworkInAnothersPlaceSeesWhatAllCamerasSendThatThatOneCounts() throws Exception {
    node.models.put("other", warm(new FakeModel(1, false)));
    node.models.use("other", "default");
    node.models.standardChoice().joined();
    node.models.standardChoice().expect(1, 320, 240);
    node.models.standardChoice().counts(1, new PictureSize(320, 240));
    ModelHost next = warm(other);

    node.models.announceFor("other", next);
    next.whenPrepared().toCompletableFuture().get(20, SECONDS);

    assertThat(other.warmed).anyMatch(size -> size.width() == 320);
    assertThat(node.models.sizesFor("other")).containsExactly(new PictureSize(320, 240));
    assertThat(node.models.sizesFor("default")).isEmpty();
  }

  /** As many cameras as a network has places for sizes, each with a size of its own. */
  private static void manySizes(ModelChoice choice) {
    for (int session = 1; session <= 16; session++) {
      choice.joined();
      choice.expect(session, 16 * session, 16);
    }
  }

  private static void prepared(ModelHost host) throws Exception {
    host.whenPrepared().toCompletableFuture().get(20, SECONDS);
  }
}

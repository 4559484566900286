package throng.actors.serving;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import throng.actors.serving.ShadowReport.Difference;
import throng.actors.testing.FakeModel;
import throng.actors.testing.FakeNode;
import throng.actors.testing.Jpegs;
import throng.actors.time.MonotonicClock;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;

/** A network that counts what another has counted, in spare time. */
class ShadowTest {
  private static final CameraId DOOR = new CameraId("lobby", "door");

  private final Semaphore gate = new Semaphore(0);
  private final FakeModel old = new FakeModel(1, false);
  private final FakeModel next = new FakeModel(1, false).times(2);
  private final FakeNode node = new FakeNode(old);
  private ModelHost spare = node.host;

  @BeforeEach
  void open() throws Exception {
    spare = node.open(next, true);
    spare.whenWarm().toCompletableFuture().get(20, SECONDS);
    node.host.whenWarm().toCompletableFuture().get(20, SECONDS);
  }

  @AfterEach
  void everyPictureIsGivenBack() {
    gate.release(1_000);
    node.models.shadow(null);
    await().untilAsserted(() -> assertThat(old.openPictures).hasValue(0));
    await().untilAsserted(() -> assertThat(next.openPictures).hasValue(0));
    node.close();
  }

  private Shadow begun(double share) {
    Shadow shadow =
        new Shadow("next", spare, "default", node.host, share, node.turns, MonotonicClock.SYSTEM);
    node.models.shadow(shadow);
    return shadow;
  }

  /** A picture's whole way, as its session has it. */
  private void counted(String camera, int people) throws Exception {
    FrameReply reply = node.infer(camera, people).get(20, SECONDS);
    node.models.counted(
        node.host,
        new CameraId("lobby", camera),
        JpegFrame.of(people, 0, 0, 1, Jpegs.of(640, 480, people)),
        (DensityMap) reply);
  }

  private static long pictures(Shadow shadow) {
    return shadow.report().cameras().stream().mapToLong(Difference::pictures).sum();
  }

  /** One after the other: each finds time to spare, once the frame after it is answered. */
  private void counted(Shadow shadow, String camera, int... people) throws Exception {
    long before = pictures(shadow);
    for (int i = 0; i < people.length; i++) {
      counted(camera, people[i]);
      node.infer("other", 1).get(20, SECONDS);
      long expected = before + i + 1;
      await().until(() -> pictures(shadow) == expected);
    }
  }

  @Test
  void tellsByCameraHowTheCountsDiffer() throws Exception {
    Shadow shadow = begun(1);

    counted(shadow, "door", 10, 20, 30);
    counted(shadow, "hall", 5);

    assertThat(shadow.report().cameras())
        .extracting(Difference::camera)
        .containsExactly("lobby/door", "lobby/hall");
    Difference door = shadow.report().cameras().get(0);
    assertThat(door.pictures()).isEqualTo(3);
    assertThat(door.meanOld()).isEqualTo(20);
    assertThat(door.meanNew()).isEqualTo(40);
    assertThat(door.difference()).isEqualTo(20);
    assertThat(door.spread()).isEqualTo(10, within(1e-9));
    assertThat(door.correlation().orElseThrow()).isEqualTo(1, within(1e-9));
    assertThat(shadow.report().cameras().get(1).correlation()).isEmpty();
  }

  @Test
  void takesAShareOfThePicturesOfEachCamera() throws Exception {
    Shadow shadow = begun(0.25);

    for (int people = 1; people <= 8; people++) {
      counted("door", people);
      node.infer("other", 1).get(20, SECONDS);
    }

    await().until(() -> pictures(shadow) + shadow.report().missed() == 2);
    assertThat(next.batches.size()).isLessThanOrEqualTo(2);
  }

  @Test
  void waitsAsLongAsAnyFrameIsInTheNode() throws Exception {
    Shadow shadow = begun(1);
    old.beforeBatch(people -> gate.acquireUninterruptibly());
    gate.release(1);
    CompletableFuture<FrameReply> busy = node.infer("first", 1);
    busy.get(20, SECONDS);
    CompletableFuture<FrameReply> waits = node.infer("second", 2);
    await().until(() -> old.batches.size() == 2);
    shadow.offer(
        DOOR, JpegFrame.of(3, 0, 0, 1, Jpegs.of(640, 480, 3)), (DensityMap) busy.get(20, SECONDS));

    assertThat(next.decoded).hasValue(0);
    gate.release(1);

    waits.get(20, SECONDS);
    await().until(() -> pictures(shadow) == 1);
  }

  @Test
  void keepsFewPicturesAndCountsWhatItMisses() throws Exception {
    Shadow shadow = begun(1);
    DensityMap map = (DensityMap) node.infer("door", 1).get(20, SECONDS);
    old.beforeBatch(people -> gate.acquireUninterruptibly());
    CompletableFuture<FrameReply> busy = node.infer("busy", 2);
    await().until(() -> old.batches.size() == 2);

    for (int camera = 0; camera < 10; camera++) {
      shadow.offer(
          new CameraId("lobby", "c" + camera),
          JpegFrame.of(camera, 0, 0, 1, Jpegs.of(640, 480, 3)),
          map);
    }

    assertThat(shadow.report().missed()).isEqualTo(6);
    gate.release(1);
    busy.get(20, SECONDS);
    await().until(() -> pictures(shadow) == 4);
  }

  @Test
  void comparesANewCameraAfterAThousandThatAreGone() throws Exception {
    Shadow shadow = begun(0.1);
    DensityMap map = (DensityMap) node.infer("door", 1).get(20, SECONDS);
    JpegFrame frame = JpegFrame.of(1, 0, 0, 1, Jpegs.of(640, 480, 3));
    for (int camera = 0; camera < 1_000; camera++) {
      shadow.offer(new CameraId("lobby", "c" + camera), frame, map);
    }

    for (int picture = 0; picture < 11; picture++) {
      shadow.offer(DOOR, frame, map);
    }
    node.infer("other", 1).get(20, SECONDS);

    await().until(() -> pictures(shadow) == 1);
    assertThat(shadow.report().cameras())
        .extracting(Difference::camera)
        .containsExactly("lobby/door");
  }

  @Test
  void addsNothingToWhatTheNodeCounts() throws Exception {
    Shadow shadow = begun(1);

    counted(shadow, "door", 4);

    assertThat(node.statistics.frames().accepted()).isEqualTo(2);
    assertThat(node.statistics.frames().answered()).isEqualTo(2);
  }

  @Test
  void ofANetworkThatFailsItCountsTheFailures() throws Exception {
    next.beforeBatch(
        people -> {
          throw new IllegalStateException("It does not take this.");
        });
    Shadow shadow = begun(1);

    counted("door", 4);
    node.infer("other", 1).get(20, SECONDS);

    await().until(() -> shadow.report().failed() == 1);
    assertThat(shadow.report().cameras()).isEmpty();
  }
}

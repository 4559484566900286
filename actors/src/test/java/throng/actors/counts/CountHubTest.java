package throng.actors.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static throng.actors.counts.Counts.DOOR;
import static throng.actors.counts.Counts.HALL;
import static throng.actors.counts.Counts.SECOND;
import static throng.actors.counts.Counts.counted;
import static throng.actors.counts.Counts.skipped;

import com.typesafe.config.ConfigFactory;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import throng.streams.frame.CameraId;
import throng.streams.settings.Block;

class CountHubTest {
  private static final long KIB = 1024;

  private final AtomicLong now = new AtomicLong();
  private final CountHub hub = hub(64 * KIB, 64 * KIB);

  @Test
  void goesOnPublishingBesideAReaderThatNeverReadsAndCountsWhatThatMisses() {
    CountHub.Reader stalled = hub.reader("stalled", 8, () -> {});
    CountHub.Reader prompt = hub.reader("prompt", 8, () -> {});
    hub.connected(DOOR);

    int got = 0;
    for (int i = 0; i < 1000; i++) {
      hub.publish(counted(DOOR, i, i));
      got += prompt.take().size();
    }

    assertThat(got).isEqualTo(1000);
    assertThat(prompt.dropped()).isZero();
    assertThat(stalled.dropped()).isEqualTo(992);
    assertThat(hub.dropped()).containsEntry("stalled", 992L).containsEntry("prompt", 0L);
    assertThat(stalled.take()).extracting(Counted::answeredNanos).contains(992L, 999L).hasSize(8);
    assertThat(hub.latest(DOOR))
        .hasValueSatisfying(it -> assertThat(it.answeredNanos()).isEqualTo(999));
  }

  @Test
  void everNewNamesPushOutNoCameraOfAnotherEdgeNode() {
    hub.connected(DOOR);
    hub.publish(counted(DOOR, SECOND, 1));
    hub.disconnected(DOOR);

    for (int i = 0; i < 600; i++) {
      CameraId name = new CameraId("stranger", "camera" + i);
      hub.connected(name);
      if (i % 2 == 0) {
        hub.publish(counted(name, 2 * SECOND + i, 1));
      }
      hub.disconnected(name);
    }

    assertThat(hub.cameras()).hasSize(256);
    assertThat(hub.camera(DOOR)).isPresent();
    assertThat(hub.cameras()).filteredOn(it -> it.last().isEmpty()).hasSizeLessThan(2);
  }

  @Test
  void theTimeSinceAnEarlierRunIsNoIntervalBetweenCounts() {
    now.set(3600 * SECOND);
    hub.remember(DOOR, new CameraNow.LastCount(7, 0, 0, 0), false);
    assertThat(hub.camera(DOOR).orElseThrow().isRemembered()).isTrue();

    hub.connected(DOOR);
    hub.publish(counted(DOOR, 3601 * SECOND, 1));

    CameraNow door = hub.camera(DOOR).orElseThrow();
    assertThat(door.isRemembered()).isFalse();
    assertThat(door.intervalNanos()).isEmpty();
    hub.publish(counted(DOOR, 3602 * SECOND, 1));
    assertThat(hub.camera(DOOR).orElseThrow().intervalNanos()).hasValue(SECOND);
  }

  @Test
  void drivesNoCountOutForAFrameWithoutOne() {
    CountHub.Reader reader = hub.reader("slow", 8, () -> {});

    hub.publish(counted(DOOR, 1, 1));
    for (int i = 2; i < 100; i++) {
      hub.publish(skipped(HALL, i));
    }
    hub.publish(counted(DOOR, 100, 2));

    assertThat(reader.dropped()).isEqualTo(92);
    assertThat(reader.take())
        .extracting(Counted::answeredNanos)
        .containsExactly(1L, 94L, 95L, 96L, 97L, 98L, 99L, 100L);
  }

  @Test
  void publishesThoughAReaderFails() {
    hub.reader(
        "broken",
        8,
        () -> {
          throw new IllegalStateException("It was to.");
        });
    CountHub.Reader sound = hub.reader("sound", 8, () -> {});

    hub.publish(counted(DOOR, 1, 1));

    assertThat(sound.take()).hasSize(1);
  }

  @Test
  void letsNoMoreBytesWaitForAReaderThanItMay() {
    CountHub small = hub(64 * KIB, 2 * KIB);
    CountHub.Reader reader = small.reader("small", 1000, () -> {});

    for (int i = 0; i < 100; i++) {
      small.publish(counted(DOOR, i, 0, Counts.map(10, 10, 5)));
    }

    assertThat(reader.dropped()).isEqualTo(97);
    assertThat(reader.take()).extracting(Counted::answeredNanos).containsExactly(97L, 98L, 99L);
  }

  @Test
  void tellsAReaderOfNewsOnceUntilItTakesThem() {
    AtomicInteger news = new AtomicInteger();
    CountHub.Reader reader = hub.reader("reader", 8, news::incrementAndGet);

    hub.publish(counted(DOOR, 1, 1));
    hub.publish(counted(DOOR, 2, 1));
    assertThat(news).hasValue(1);

    assertThat(reader.take()).hasSize(2).allMatch(it -> it.frame().jpeg().isEmpty());
    hub.publish(Counts.skipped(DOOR, 3));
    assertThat(news).hasValue(2);
    reader.close();
    hub.publish(counted(DOOR, 4, 1));
    assertThat(reader.take()).isEmpty();
    assertThat(hub.dropped()).isEmpty();
  }

  @Test
  void keepsTheNewestPictureOfEachCameraWithinItsMemory() {
    CountHub small = hub(4 * KIB, 64 * KIB);
    for (int i = 0; i < 100; i++) {
      CameraId camera = new CameraId("lobby", "c" + i % 10);
      small.connected(camera);
      small.publish(counted(camera, i, i));
    }

    List<CameraNow> cameras = small.cameras();
    assertThat(cameras).hasSize(10).allMatch(it -> it.last().isPresent());
    assertThat(cameras.stream().filter(it -> small.latest(it.camera()).isPresent())).hasSize(3);
    assertThat(small.latest(new CameraId("lobby", "c9"))).isPresent();
  }

  @Test
  void keepsNoPictureOfACameraThatHasLeft() {
    hub.connected(DOOR);
    hub.publish(counted(DOOR, 1, 4));
    assertThat(hub.latest(DOOR)).isPresent();

    hub.disconnected(DOOR);
    hub.publish(counted(DOOR, 2, 5));

    assertThat(hub.latest(DOOR)).isEmpty();
    assertThat(hub.cameras()).hasSize(1).allMatch(it -> !it.isConnected());
    assertThat(hub.cameras().get(0).last().orElseThrow().people()).isCloseTo(5, within(1e-6));
  }

  @Test
  void forgetsThoseThatLeftFirst() {
    hub.connected(DOOR);
    for (int i = 0; i < 1000; i++) {
      CameraId camera = new CameraId("lobby", "c" + i);
      hub.connected(camera);
      hub.disconnected(camera);
    }

    assertThat(hub.cameras()).hasSize(257).anyMatch(it -> it.camera().equals(DOOR));
  }

  @Test
  void staysWithTheNewerPictureWhereAnswersOvertakeEachOther() {
    hub.connected(DOOR);
    hub.publish(counted(DOOR, 10, 2, Counts.map(2, 2, 7)));
    hub.publish(counted(DOOR, 11, 6, Counts.map(2, 2, 3)));

    assertThat(hub.latest(DOOR).orElseThrow().answeredNanos()).isEqualTo(10);
  }

  @Test
  void callsACountOldAndThenNoneByTheCamerasOwnPace() {
    hub.connected(DOOR);
    hub.connected(HALL);
    for (int i = 0; i < 20; i++) {
      hub.publish(counted(DOOR, i * SECOND / 10, 1));
      hub.publish(counted(HALL, i * 20 * SECOND, 1));
    }

    CameraNow door = hub.cameras().get(0);
    long last = 19 * SECOND / 10;
    assertThat(door.intervalNanos()).hasValue(SECOND / 10);
    assertThat(door.freshness(last + 2 * SECOND)).isEqualTo(Freshness.FRESH);
    assertThat(door.freshness(last + 2 * SECOND + 1)).isEqualTo(Freshness.OLD);
    assertThat(door.freshness(last + 10 * SECOND + 1)).isEqualTo(Freshness.SILENT);
    CameraNow hall = hub.cameras().get(1);
    assertThat(hall.freshness((19 * 20 + 59) * SECOND)).isEqualTo(Freshness.FRESH);
    assertThat(hall.freshness((19 * 20 + 61) * SECOND)).isEqualTo(Freshness.SILENT);
  }

  @Test
  void callsACameraThatNeverGaveACountSilentInTime() {
    hub.connected(DOOR);

    assertThat(hub.cameras().get(0).freshness(SECOND)).isEqualTo(Freshness.FRESH);
    assertThat(hub.cameras().get(0).freshness(11 * SECOND)).isEqualTo(Freshness.SILENT);
  }

  @Test
  void keepsPartsOfTheHeapWhereNothingElseIsSaid() {
    Block gpuNode = Block.of("throng.gpu-node", ConfigFactory.defaultReference());

    assertThat(CountSettings.from(gpuNode, 1000 * KIB))
        .isEqualTo(new CountSettings(50 * KIB, 25 * KIB));
  }

  private CountHub hub(long pictureMemory, long readerMemory) {
    return new CountHub(
        new CountSettings(pictureMemory, readerMemory), now::get, () -> Instant.EPOCH);
  }
}

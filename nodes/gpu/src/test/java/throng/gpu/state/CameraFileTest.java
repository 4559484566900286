package throng.gpu.state;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.actors.counts.CameraNow;
import throng.actors.counts.CameraNow.LastCount;
import throng.actors.counts.CountHub;
import throng.actors.counts.CountSettings;
import throng.actors.counts.Network;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;
import throng.streams.frame.JpegFrame;

class CameraFileTest {
  private static final CameraId DOOR = new CameraId("lobby", "door");
  private static final CameraId HALL = new CameraId("lobby", "hall");
  private static final long NOON = 1_780_000_000_000L;

  @TempDir private Path folder;
  private long millis = NOON;
  private CountHub hub = hub();

  @Test
  void keepsCamerasAndTheirLastCounts() throws IOException {
    count(DOOR, 7.5f);
    count(HALL, 2);
    hub.connected(HALL);
    hub.left(HALL);
    hub.connected(new CameraId("lobby", "never"));
    file().keep(true);

    pass(Duration.ofHours(1));
    hub = hub();
    file().read();

    CameraNow door = hub.camera(DOOR).orElseThrow();
    assertThat(door.isConnected()).isFalse();
    assertThat(door.hasLeft()).isFalse();
    LastCount last = door.last().orElseThrow();
    assertThat(last.people()).isEqualTo(7.5);
    assertThat(last.answeredMillis()).isEqualTo(NOON);
    assertThat(nanos() - last.arrivedNanos()).isEqualTo(Duration.ofHours(1).toNanos());
    assertThat(hub.camera(HALL).orElseThrow().hasLeft()).isTrue();
    assertThat(hub.cameras()).hasSize(2);
  }

  @Test
  void writesANewCameraWithinSecondsAndNewCountsEachMinute() throws IOException {
    CameraFile file = file();
    count(DOOR, 1);
    file.keep(false);
    assertThat(text()).isEqualTo("lobby/door " + NOON + " 1.0\n");

    pass(Duration.ofSeconds(6));
    count(DOOR, 2);
    file.keep(false);
    assertThat(text()).isEqualTo("lobby/door " + NOON + " 1.0\n");
    count(HALL, 3);
    file.keep(false);
    assertThat(text()).contains("lobby/door " + millis + " 2.0\n", "lobby/hall " + millis + " 3.0");

    pass(Duration.ofMinutes(1));
    count(DOOR, 4);
    file.keep(false);
    assertThat(text()).endsWith("lobby/door " + millis + " 4.0\n");
  }

  @Test
  void linesThatAreNoneAreLeftOut() throws IOException {
    Files.writeString(
        folder.resolve("cameras"),
        "lobby/door\nnonsense\n\nlobby/door x 1\nlobby/door 1 NaN\nlobby/hall " + NOON + " 3\n");

    file().read();

    assertThat(hub.cameras()).extracting(CameraNow::camera).containsExactly(HALL);
  }

  private void count(CameraId camera, float people) {
    JpegFrame frame = new JpegFrame(0, 0, 0, 0, 4, 4, ByteString.emptyByteString());
    DensityMap map =
        new DensityMap(0, 0, 1, 1, people, new float[] {people}, new DensityMap.Timing(0, 0, 0, 1));
    hub.answered(camera, frame, map, new Network("crowd", "1"), nanos());
  }

  private void pass(Duration time) {
    millis += time.toMillis();
  }

  private long nanos() {
    return Duration.ofMillis(millis).toNanos();
  }

  private CountHub hub() {
    return new CountHub(new CountSettings(1 << 20, 1 << 20), this::nanos, utc());
  }

  private CameraFile file() {
    return new CameraFile(hub, Optional.of(folder), this::nanos, utc());
  }

  private InstantSource utc() {
    return () -> Instant.ofEpochMilli(millis);
  }

  private String text() throws IOException {
    return Files.readString(folder.resolve("cameras"));
  }
}

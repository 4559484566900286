package throng.gpu.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import akka.util.ByteString;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.actors.counts.AlertEvent;
import throng.actors.counts.CountHub;
import throng.actors.counts.CountSettings;
import throng.actors.counts.Network;
import throng.actors.counts.Second;
import throng.actors.counts.Series;
import throng.actors.counts.Severity;
import throng.actors.counts.alert.AlertMemory;
import throng.actors.counts.alert.AlertMemory.Firing;
import throng.actors.counts.alert.AlertState;
import throng.actors.counts.alert.Silences;
import throng.actors.counts.live.Elsewhere;
import throng.actors.counts.live.SiteSettings;
import throng.actors.counts.place.Outline;
import throng.actors.counts.place.PicturePoint;
import throng.actors.counts.place.Zone;
import throng.actors.counts.site.AlertJson;
import throng.actors.counts.site.SiteState;
import throng.actors.time.MonotonicClock;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;
import throng.streams.frame.JpegFrame;
import throng.streams.settings.Block;

class SiteRunTest {
  private static final CameraId DOOR = new CameraId("lobby", "door");
  private static final Zone ZONE =
      new Zone(
          "stage",
          Zone.Kind.COUNTED,
          new Outline(
              List.of(new PicturePoint(0, 0), new PicturePoint(1, 0), new PicturePoint(1, 1))));

  @TempDir Path folder;
  private final List<String> warnings = new ArrayList<>();
  private final Block gpuNode = Block.of("throng.gpu-node", ConfigFactory.load());
  private final CountHub hub =
      new CountHub(CountSettings.from(gpuNode), MonotonicClock.SYSTEM, InstantSource.system());

  @Test
  void keepsZonesOverARestartForItsOwnerOnly() throws Exception {
    Path state = folder.resolve("deep").resolve("state");
    try (SiteRun run = open(Optional.of(state))) {
      run.site().change(DOOR, OptionalLong.empty(), it -> it.with(ZONE));
    }

    try (SiteRun run = open(Optional.of(state))) {
      assertThat(run.site().state().camera(DOOR).zones()).containsEntry("stage", ZONE);
      assertThat(run.site().state().camera(DOOR).version()).isEqualTo(1);
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(state.resolve("site.json"))))
        .isEqualTo("rw-------");
    try (var files = Files.list(state)) {
      assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("site.json");
    }
  }

  @Test
  void beginsWithWhatWasWholeWhereItWasKilledWhileItWrote() throws Exception {
    try (SiteRun run = open(Optional.of(folder))) {
      run.site().change(DOOR, OptionalLong.empty(), it -> it.with(ZONE));
    }
    Path unfinished = folder.resolve("site.json123.new");
    Files.writeString(unfinished, "{ \"format\": 1, \"came");
    Files.setLastModifiedTime(unfinished, FileTime.from(Instant.now().minusSeconds(90)));

    try (SiteRun run = open(Optional.of(folder))) {
      assertThat(run.site().state().camera(DOOR).zones()).containsEntry("stage", ZONE);
    }
    assertThat(warnings).isEmpty();
    try (var files = Files.list(folder)) {
      assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("site.json");
    }
  }

  @Test
  void setsAFileAsideThatItCannotReadAndSaysSo() throws Exception {
    Files.writeString(folder.resolve("site.json"), "{ \"format\": 1, \"cameras\": 3 }");

    try (SiteRun run = open(Optional.of(folder))) {
      assertThat(run.site().state()).isEqualTo(SiteState.EMPTY);
      run.site().change(DOOR, OptionalLong.empty(), it -> it.with(ZONE));
    }

    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0))
        .contains("site.json: 1")
        .contains("It is set aside as site.json.broken-");
    try (var files = Files.list(folder)) {
      assertThat(files.filter(it -> it.toString().contains("broken"))).hasSize(1);
    }
  }

  @Test
  void whatFiresAtAZoneOfAFileThatIsSetAsideStaysFiringAndIsBlind() throws Exception {
    Series stage = Series.of(DOOR, "stage");
    Firing firing = new Firing("crush", stage, "its", 5, Severity.CRITICAL, List.of("ops"));
    Files.writeString(
        folder.resolve("alerts.json"),
        AlertJson.write(new AlertMemory(List.of(firing), Silences.NONE)));
    Files.writeString(folder.resolve("site.json"), "{ \"format\": 1, \"came");
    SiteSettings settings =
        SiteSettings.from(
            Block.of(
                "throng.gpu-node",
                ConfigFactory.parseString(
                        "throng.gpu-node.alerts.crush { where = \"%s\", above = 80 }"
                            .formatted(stage))
                    .withFallback(ConfigFactory.load())));
    List<AlertEvent> events = new CopyOnWriteArrayList<>();

    try (SiteRun run = open(settings, Optional.of(folder))) {
      run.counts().onAlert(events::add);
      run.start();
      await().until(() -> !run.counts().alerts().isEmpty());

      assertThat(run.counts().alerts())
          .allMatch(it -> it.state() == AlertState.FIRING && it.isBlind());
    }
    assertThat(events).isEmpty();
    assertThat(warnings).hasSize(2);
    assertThat(warnings.get(1)).contains("crush at lobby/door/stage. One whose zone is not known");
    assertThat(AlertJson.memory(Files.readString(folder.resolve("alerts.json")), "it").firing())
        .containsExactly(firing);
  }

  @Test
  void changesNothingWhereTheFolderCannotBeWritten() throws Exception {
    Path state = folder.resolve("state");
    try (SiteRun run = open(Optional.of(state))) {
      Files.writeString(state, "no folder");

      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> run.site().change(DOOR, OptionalLong.empty(), it -> it.with(ZONE)));
      assertThat(run.site().state()).isEqualTo(SiteState.EMPTY);
    }
  }

  @Test
  void writesNothingOverWhatCouldNotBeRead() throws Exception {
    Files.createDirectory(folder.resolve("site.json"));

    try (SiteRun run = open(Optional.of(folder))) {
      run.site().change(DOOR, OptionalLong.empty(), it -> it.with(ZONE));
    }

    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0)).startsWith("Zones and alerts cannot be read: ");
    assertThat(folder.resolve("site.json")).isDirectory();
  }

  @Test
  void lastsAsLongAsTheNodeWithoutAFolder() throws Exception {
    try (SiteRun run = open(Optional.empty())) {
      run.site().change(DOOR, OptionalLong.empty(), it -> it.with(ZONE));

      assertThat(run.site().state().camera(DOOR).zones()).containsKey("stage");
    }
  }

  @Test
  void keepsSilencesOnceTheyAreMade() throws Exception {
    try (SiteRun run = open(Optional.of(folder))) {
      run.start();
      run.alerts().silence("crush", Optional.empty(), Long.MAX_VALUE);
      await().until(() -> Files.exists(folder.resolve("alerts.json")));
    }

    try (SiteRun run = open(Optional.of(folder))) {
      assertThat(run.alerts().memory().silences().all()).hasSize(1);
    }
  }

  @Test
  void keepsHowAlertsStandAfterTheirNotificationsAreKept() throws Exception {
    AtomicBoolean areKept = new AtomicBoolean();
    AtomicInteger asked = new AtomicInteger();
    try (SiteRun run = open(Optional.of(folder))) {
      run.keepsAfter(
          () -> {
            asked.incrementAndGet();
            return areKept.get();
          });
      run.start();
      run.alerts().silence("crush", Optional.empty(), Long.MAX_VALUE);
      await().until(() -> asked.get() >= 3);
      assertThat(folder.resolve("alerts.json")).doesNotExist();

      areKept.set(true);
      await().until(() -> Files.exists(folder.resolve("alerts.json")));
    }
  }

  @Test
  void tellsSecondsByItself() {
    List<Second> seconds = new CopyOnWriteArrayList<>();
    try (SiteRun run = open(Optional.empty())) {
      run.counts().onSecond(seconds::add);
      run.start();
      hub.connected(DOOR);

      await()
          .until(
              () -> {
                count(3);
                return !seconds.isEmpty();
              });
    }
    assertThat(seconds.get(0).means()).hasSize(1);
    assertThat(hub.dropped()).isEmpty();
  }

  @Test
  void tellsAlsoOfTheSecondInWhichItEnds() {
    List<Second> seconds = new CopyOnWriteArrayList<>();
    SiteRun run = open(Optional.empty());
    run.counts().onSecond(seconds::add);
    hub.connected(DOOR);
    count(3);

    run.close();

    assertThat(seconds).hasSize(1);
    assertThat(seconds.get(0).means().get(0).mean()).isEqualTo(3);
    assertThat(hub.dropped()).isEmpty();
  }

  private void count(double people) {
    hub.answered(
        DOOR,
        JpegFrame.of(0, 0, 0, 0, ByteString.emptyByteString()),
        new DensityMap(
            0, 0, 1, 1, people, new float[] {(float) people}, new DensityMap.Timing(0, 0, 0, 1)),
        new Network("crowd", "1"),
        MonotonicClock.SYSTEM.nanos());
  }

  private SiteRun open(Optional<Path> where) {
    return open(SiteSettings.from(gpuNode), where);
  }

  private SiteRun open(SiteSettings settings, Optional<Path> where) {
    return SiteRun.open(hub, settings, where, Elsewhere.NOWHERE, warnings::add);
  }
}

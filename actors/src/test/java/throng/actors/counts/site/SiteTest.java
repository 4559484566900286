package throng.actors.counts.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import throng.actors.counts.Network;
import throng.actors.counts.Series;
import throng.actors.counts.Severity;
import throng.actors.counts.alert.AlertMemory;
import throng.actors.counts.alert.AlertRule;
import throng.actors.counts.alert.Measure;
import throng.actors.counts.alert.Schedule;
import throng.actors.counts.alert.Silences;
import throng.actors.counts.calibration.Calibration;
import throng.actors.counts.place.DensityBands;
import throng.actors.counts.place.Ground;
import throng.actors.counts.place.Outline;
import throng.actors.counts.place.PicturePoint;
import throng.actors.counts.place.Zone;
import throng.streams.frame.CameraId;

class SiteTest {
  private static final CameraId DOOR = new CameraId("lobby", "door");
  private static final CameraId HALL = new CameraId("lobby", "hall");
  private static final OptionalLong ANY = OptionalLong.empty();
  private static final BiConsumer<SiteState, SiteState> TAKEN = (before, after) -> {};

  private final List<SiteState> written = new ArrayList<>();
  private boolean isDiskFull;
  private final SiteStore store =
      new SiteStore() {
        @Override
        public void write(SiteState state) throws IOException {
          if (isDiskFull) {
            throw new IOException("No space left on device");
          }
          written.add(state);
        }

        @Override
        public void write(AlertMemory memory) {}
      };
  private final Site site = new Site(store, SiteState.EMPTY, Set.of("full"));

  @Test
  void givesEachDocumentAVersionOfItsOwn() throws Exception {
    assertThat(site.change(DOOR, OptionalLong.of(0), it -> it.with(zone("a"))).version())
        .isEqualTo(1);
    assertThat(site.change(DOOR, OptionalLong.of(1), it -> it.with(zone("b"))).version())
        .isEqualTo(2);
    assertThat(site.change(HALL, OptionalLong.of(0), it -> it.with(zone("a"))).version())
        .isEqualTo(1);
    assertThat(site.changeAlerts(OptionalLong.of(0), it -> it.with(rule("crush"))).version())
        .isEqualTo(1);

    assertThat(site.state().camera(DOOR).zones()).containsOnlyKeys("a", "b");
    assertThat(written).hasSize(4);
    assertThat(written.get(3)).isEqualTo(site.state());
  }

  @Test
  void refusesAChangeOfWhatSomebodyElseHasChangedSince() throws Exception {
    site.change(DOOR, OptionalLong.of(0), it -> it.with(zone("a")));

    assertThatExceptionOfType(StaleVersionException.class)
        .isThrownBy(() -> site.change(DOOR, OptionalLong.of(0), it -> it.with(zone("b"))))
        .withMessageContaining("it was version 0, and is 1 now")
        .satisfies(stale -> assertThat(stale.version()).isEqualTo(1));
    assertThat(site.state().camera(DOOR).zones()).containsOnlyKeys("a");
  }

  @Test
  void changesNothingThatCannotBeKept() throws Exception {
    AtomicInteger changes = new AtomicInteger();
    site.onChange(changes::incrementAndGet);
    isDiskFull = true;
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> site.change(DOOR, ANY, it -> it.with(zone("a"))));
    assertThat(site.state()).isEqualTo(SiteState.EMPTY);
    assertThat(changes).hasValue(0);

    isDiskFull = false;
    site.change(DOOR, ANY, it -> it.with(zone("a")));
    assertThat(changes).hasValue(1);
  }

  @Test
  void refusesWhatIsNotThereToBeDeleted() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> site.change(DOOR, ANY, it -> it.without("a")))
        .withMessage("There is no zone a.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> site.changeAlerts(ANY, it -> it.without("crush")))
        .withMessageContaining("No alert crush was made here");
  }

  @Test
  void refusesAnAlertThatStandsInTheSettings() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> site.changeAlerts(ANY, it -> it.with(rule("full"))))
        .withMessageContaining("The alert full stands in the settings file");
  }

  @Test
  void refusesAZoneBeyondTheHorizonOfItsGround() throws Exception {
    site.change(DOOR, ANY, it -> it.with(Optional.of(ground())));
    Zone high = new Zone("sky", Zone.Kind.COUNTED, triangle(0.01));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> site.change(DOOR, ANY, it -> it.with(high)))
        .withMessageStartingWith("Zone sky: Point 3 of the zone lies at the horizon");
    site.change(DOOR, ANY, it -> it.with(new Zone("sky", Zone.Kind.MASK, triangle(0.01))));
    assertThat(site.state().camera(DOOR).squareMetres("sky")).isEmpty();
  }

  @Test
  void aTitleAndACapacityAreKeptUnlessTheyAreNone() throws Exception {
    CameraAbout about = new CameraAbout(Optional.of(" <b>North</b> "), OptionalInt.of(1_000_000));
    site.change(DOOR, ANY, it -> it.with(about));

    assertThat(site.state().camera(DOOR).about().title()).contains("<b>North</b>");
    assertThat(site.state().placed()).containsExactly(DOOR);
    assertThat(new CameraAbout(Optional.of("  "), OptionalInt.empty())).isEqualTo(CameraAbout.NONE);
    for (int people : new int[] {0, -1, 1_000_001}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new CameraAbout(Optional.empty(), OptionalInt.of(people)))
          .withMessageStartingWith("capacity must be from 1 to 1000000 people");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Zone("sky", "Sky", Zone.Kind.MASK, triangle(0.5), OptionalInt.of(5)))
        .withMessageStartingWith("A mask has no capacity");
  }

  @Test
  void refusesMoreZonesThanSeriesCanBeKeptOf() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> {
              for (int i = 0; i < 33; i++) {
                int number = i;
                site.change(DOOR, ANY, it -> it.with(zone("z" + number)));
              }
            })
        .withMessage("A camera has at most 32 zones: delete one first.");
  }

  @Test
  void takesAFileThatItHasWritten() throws Exception {
    SiteState full = full();

    SiteState read = SiteJson.read(SiteJson.write(full), "site.json");

    assertThat(read).isEqualTo(full);
    site.change(HALL, ANY, it -> it.with(zone("stays")));
    site.change(DOOR, ANY, it -> it.with(zone("goes")));
    site.importAll(read, TAKEN);
    assertThat(site.state().camera(HALL).zones()).containsOnlyKeys("stays");
    assertThat(site.state().camera(DOOR).zones()).isEqualTo(full.camera(DOOR).zones());
    assertThat(site.state().camera(DOOR).version()).isEqualTo(2);
    assertThat(site.state().alerts().rules()).isEqualTo(full.alerts().rules());
    assertThat(site.state().wide().groups()).isEqualTo(full.wide().groups());
    assertThat(site.state().wide().bands()).isEqualTo(full.wide().bands());
  }

  @Test
  void keepsWhatAFileDoesNotName() throws Exception {
    SiteState full = full();
    DensityBands bands = new DensityBands(2, 3, 4);
    site.changeAlerts(ANY, it -> it.with(rule("stays")));
    site.changeWide(ANY, it -> it.with(new CameraGroup("stays", "", List.of("lobby/*"))));
    site.changeWide(ANY, it -> it.with(Optional.of(bands)));

    site.importAll(
        new SiteState(full.cameras(), full.alerts(), full.wide().with(Optional.empty())), TAKEN);

    assertThat(site.state().alerts().rules()).containsOnlyKeys("stays", "crush");
    assertThat(site.state().alerts().version()).isEqualTo(2);
    assertThat(site.state().wide().groups()).containsOnlyKeys("stays", "all");
    assertThat(site.state().wide().bands()).contains(bands);

    site.importAll(new SiteState(Map.of(), new AlertBook(7, Map.of()), SiteWide.NONE), TAKEN);

    assertThat(site.state().alerts().rules()).containsOnlyKeys("stays", "crush");
    assertThat(site.state().alerts().version()).isEqualTo(2);
  }

  @Test
  void takesFromAnotherNodeWhatHasAHigherVersion() throws Exception {
    Site other = new Site(store, SiteState.EMPTY, Set.of());
    other.change(DOOR, ANY, it -> it.with(zone("theirs")));
    other.change(DOOR, ANY, it -> it.with(zone("theirs-too")));
    other.change(HALL, ANY, it -> it.with(zone("theirs")));
    site.change(DOOR, ANY, it -> it.with(zone("ours")));
    site.change(HALL, ANY, it -> it.with(zone("ours-before")));
    site.change(HALL, ANY, it -> it.without("ours-before").with(zone("ours")));

    site.replicate(other.state());

    assertThat(site.state().camera(DOOR).zones()).containsOnlyKeys("theirs", "theirs-too");
    assertThat(site.state().camera(HALL).zones()).containsOnlyKeys("ours");
    int before = written.size();
    site.replicate(other.state());
    assertThat(written).hasSize(before);
  }

  @Test
  void holdsTheSameOfTwoDocumentsOfOneVersionAtAllNodes() throws Exception {
    Site other = new Site(store, SiteState.EMPTY, Set.of());
    site.change(DOOR, ANY, it -> it.with(zone("ours")));
    other.change(DOOR, ANY, it -> it.with(zone("theirs")));
    SiteState ours = site.state();

    site.replicate(other.state());
    other.replicate(ours);

    assertThat(site.state()).isEqualTo(other.state());
  }

  @Test
  void readsTheMemoryOfAlertsOfANodeThatHadNothingInCommonWithOthers() {
    String before =
        "{ \"format\": 1, \"firing\": [], \"silences\":"
            + " [ { \"alert\": \"crush\", \"until-millis\": 7 } ] }";

    assertThat(AlertJson.memory(before, "alerts.json").silences().all()).hasSize(1);
  }

  @Test
  void saysWhereAFileIsWrong() {
    refused("{ \"format\": 1,\n \"cameras\": [ 3 ] }", "site.json: ");
    refused("{ \"format\": 7 }", "site.json: it is of format 7, and this version reads 1");
    refused("{ \"format\": 1, \"cameras\": [", "site.json: 1");
    refused("", "site.json");
    refused("{ \"format\": " + "[".repeat(1_000_000), "site.json: its blocks lie too deep");
    refused(
        "{ \"format\": 1, \"cameras\": [ { \"camera\": \"lobby\", \"version\": 1 } ] }",
        "site.json: 'lobby' is no node/camera.");
    String beside = SiteJson.write(full()).replaceFirst("\\b0\\.2,", "1.2,");
    refused(beside, "site.json: A point's x and y are fractions");
  }

  @Test
  void keepsTheMemoryOfAlerts() {
    AlertMemory memory =
        new AlertMemory(
            List.of(
                new AlertMemory.Firing(
                    "crush",
                    Series.of(DOOR, "a"),
                    "crush:lobby/door/a:5",
                    5,
                    Severity.CRITICAL,
                    List.of("ops")),
                new AlertMemory.Firing(
                    "full", Series.of(DOOR), "full:1", 6, Severity.INFO, List.of(), false)),
            new Silences(
                3,
                -7,
                List.of(
                    new AlertMemory.Silence("crush", Optional.empty(), 7),
                    new AlertMemory.Silence("camera-silent", Optional.of(Series.of(DOOR)), 8))));

    assertThat(AlertJson.memory(AlertJson.write(memory), "alerts.json")).isEqualTo(memory);
  }

  @Test
  void whatFiresInAFileThatDoesNotSayWhetherItWasToldWasTold() {
    AlertMemory memory =
        AlertJson.memory(
            """
            { "format": 1, "silences": [], "firing": [
              { "alert": "crush", "where": "lobby/door", "id": "its", "since-millis": 5,
                "severity": "CRITICAL", "notify": ["ops"] } ] }
            """,
            "alerts.json");

    assertThat(memory.firing())
        .containsExactly(
            new AlertMemory.Firing(
                "crush", Series.of(DOOR), "its", 5, Severity.CRITICAL, List.of("ops"), true));
  }

  @Test
  void takesAFileThatKnowsNoTitlesAndNoGroups() {
    assertThat(
            SiteJson.read(
                """
                { "format": 1, "alerts": { "version": 0, "rules": [] },
                  "cameras": [ { "camera": "lobby/door", "version": 1, "calibration": { "pairs": [] },
                    "zones": [ { "name": "a", "mask": false,
                                 "points": [[0.2, 0.9], [0.8, 0.9], [0.5, 0.5]] } ] } ] }
                """,
                "site.json"))
        .isEqualTo(SiteState.EMPTY.with(DOOR, CameraSite.NONE.with(zone("a")).version(1)));
  }

  @Test
  void takesAFileWhoseTitlesControlTheDirectionOfText() {
    String title = "\u202bnorth\u202c\u200f";
    SiteState kept =
        SiteState.EMPTY.with(
            DOOR,
            CameraSite.NONE
                .with(new Zone("a", title, Zone.Kind.COUNTED, triangle(0.5)))
                .with(new CameraAbout(Optional.of(title), OptionalInt.empty()))
                .version(1));

    assertThat(SiteJson.read(SiteJson.write(kept), "site.json")).isEqualTo(kept);
  }

  @Test
  void groupsAndBandsAreADocumentOfTheirOwn() throws Exception {
    CameraGroup all = new CameraGroup("all", "", List.of("lobby/*", "yard/gate", "lobby/*"));

    assertThat(site.changeWide(OptionalLong.of(0), it -> it.with(all)).version()).isEqualTo(1);
    assertThatExceptionOfType(StaleVersionException.class)
        .isThrownBy(() -> site.changeWide(OptionalLong.of(0), it -> it.without("all")));

    assertThat(all.title()).isEqualTo("all");
    assertThat(all.cameras()).containsExactly("lobby/*", "yard/gate");
    assertThat(all.holds(DOOR)).isTrue();
    assertThat(all.holds(new CameraId("yard", "gate"))).isTrue();
    assertThat(all.holds(new CameraId("yard", "door"))).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> site.changeWide(ANY, it -> it.without("none")))
        .withMessage("There is no group none.");
  }

  private static void refused(String text, String sentence) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SiteJson.read(text, "site.json"))
        .withMessageStartingWith(sentence);
  }

  private static SiteState full() {
    Network network = new Network("crowd", "1");
    Calibration calibration = Calibration.NONE;
    for (int i = 0; i < 6; i++) {
      calibration = calibration.with(1000 + i, network, 60 + i, 50.25);
    }
    CameraSite door =
        CameraSite.NONE
            .with(zone("a"))
            .with(new Zone("tree", Zone.Kind.MASK, triangle(0.6)))
            .with(new Zone("hall", "Hall", Zone.Kind.COUNTED, triangle(0.7), OptionalInt.of(50)))
            .with(new CameraAbout(Optional.of("North entrance"), OptionalInt.of(1200)))
            .with(Optional.of(ground()))
            .with(calibration.accept(network, 2000));
    return SiteState.EMPTY
        .with(DOOR, door.version(3))
        .with(AlertBook.NONE.with(rule("crush")).version(2))
        .with(
            SiteWide.NONE
                .with(
                    new CameraGroup(
                        "all", "Alles", List.of("lobby/*", "yard/gate"), OptionalInt.of(9000)))
                .with(Optional.of(new DensityBands(1, 2, 3)))
                .version(4));
  }

  private static Zone zone(String name) {
    return new Zone(name, Zone.Kind.COUNTED, triangle(0.5));
  }

  private static Outline triangle(double top) {
    return new Outline(
        List.of(
            new PicturePoint(0.2, 0.9), new PicturePoint(0.8, 0.9), new PicturePoint(0.5, top)));
  }

  private static Ground ground() {
    return Ground.rectangle(
        List.of(
            new PicturePoint(0.3, 0.9),
            new PicturePoint(0.7, 0.9),
            new PicturePoint(0.6, 0.55),
            new PicturePoint(0.4, 0.55)),
        3,
        6);
  }

  private static AlertRule rule(String name) {
    return new AlertRule(
        name,
        Series.of(DOOR, "a"),
        Measure.PEOPLE,
        80,
        72,
        Duration.ofSeconds(10),
        Duration.ofMillis(30_500),
        Duration.ofSeconds(60),
        Schedule.parse("Mon-Fri 07:00-22:00 Europe/Berlin"),
        Severity.CRITICAL,
        List.of("ops"));
  }
}

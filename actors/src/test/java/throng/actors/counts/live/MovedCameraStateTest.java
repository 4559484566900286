package throng.actors.counts.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import throng.actors.counts.AlertEvent;
import throng.actors.counts.AlertEvent.Kind;
import throng.actors.counts.Series;
import throng.actors.counts.alert.AlertMemory;
import throng.actors.counts.alert.AlertMemory.Firing;
import throng.actors.counts.alert.Alerts;
import throng.actors.counts.alert.Measure;
import throng.actors.counts.live.Elsewhere.Missed;
import throng.actors.counts.place.Zone;
import throng.actors.counts.replica.Documents;
import throng.actors.counts.replica.Documents.Offered;
import throng.actors.counts.replica.Stamp;
import throng.actors.counts.site.SilenceDocuments;
import throng.actors.counts.site.Site;
import throng.actors.counts.site.SiteDocuments;
import throng.actors.counts.site.SiteState;

/** A camera that comes to this node finds what people said of it at another. */
class MovedCameraStateTest extends CountedDoor {
  private static final OptionalLong ANY = OptionalLong.empty();

  private final Site there = new Site(new Unkept(), SiteState.EMPTY, Set.of());
  private final Alerts alertsThere = new Alerts(AlertMemory.EMPTY);

  private static void copy(Documents from, Documents to) throws Exception {
    Map<String, Offered> offered = new LinkedHashMap<>();
    from.stamps()
        .forEach(
            (name, stamp) -> offered.put(name, new Offered(stamp, from.text(name).orElseThrow())));
    assertThat(to.take(offered)).isEmpty();
  }

  private void replicate() throws Exception {
    copy(new SiteDocuments(there), new SiteDocuments(site));
    copy(new SilenceDocuments(alertsThere), new SilenceDocuments(alerts));
  }

  private void comesFiring() {
    comesFiring(true);
  }

  private void comesFiring(boolean isTold) {
    Firing crush = new Firing("crush", Series.of(DOOR), "its", 5, CRITICAL, OPS, isTold);
    others = List.of(elsewhere(crush));
    run(0, 0);
    hub.connected(DOOR);
    run(2, 70);
    others = List.of();
  }

  @Test
  void isToldAsSilentWhereItsNodeFellSilentWithIt() {
    missed = List.of(new Missed(left(), true));
    pass(20);

    assertThat(events).extracting(AlertEvent::alert).containsExactly("camera-silent");
    assertThat(events).extracting(AlertEvent::kind).containsExactly(Kind.FIRING);
    assertThat(events.get(0).where()).isEqualTo(Series.of(DOOR));

    missed = List.of();
    others = List.of(elsewhere());
    pass(60);
    assertThat(events).extracting(AlertEvent::kind).containsExactly(Kind.FIRING, Kind.RESOLVED);
  }

  @Test
  void isToldAsSilentByOneNodeAlone() {
    missed = List.of(new Missed(left(), false));
    pass(60);

    assertThat(events).isEmpty();
  }

  @Test
  void keepsItsZonesItsCalibrationAndItsAlertWhichIsNotToldAsEnded() throws Exception {
    there.changeAlerts(ANY, it -> it.with(rule("crush", Measure.PEOPLE, 50)));
    there.change(DOOR, ANY, it -> it.with(zone("left", Zone.Kind.COUNTED)));
    for (int picture = 0; picture < 6; picture++) {
      int people = 20 + picture;
      there.change(
          DOOR, ANY, it -> it.with(it.calibration().with(people, FIRST, people, people / 2.0)));
    }
    there.change(DOOR, ANY, it -> it.with(it.calibration().accept(FIRST, 2)));
    comesFiring();

    replicate();
    run(60, 70);

    assertThat(events).extracting(AlertEvent::alert).doesNotContain("crush");
    assertThat(alerts.memory().firing()).extracting(Firing::id).contains("its");
    assertThat(counts.now(Series.of(DOOR, "left"))).isPresent();
    assertThat(counts.correction(DOOR).factor()).isEqualTo(2);

    run(60, 1);
    assertThat(events)
        .filteredOn(it -> it.alert().equals("crush"))
        .extracting(AlertEvent::kind, AlertEvent::id, AlertEvent::reason)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(Kind.RESOLVED, "its", "cleared"));
  }

  @Test
  void tellsThatAnAlertHasEndedWhoseRuleDoesNotCome() {
    comesFiring();

    run(50, 70);
    assertThat(events).isEmpty();
    run(12, 70);

    assertThat(events).extracting(AlertEvent::reason).containsExactly("removed");
  }

  @Test
  void losesWhatWasDeletedElsewhere() throws Exception {
    there.changeAlerts(ANY, it -> it.with(rule("crush", Measure.PEOPLE, 50)));
    there.change(DOOR, ANY, it -> it.with(zone("left", Zone.Kind.COUNTED)));
    replicate();
    assertThat(site.state()).isEqualTo(there.state());

    there.changeAlerts(ANY, it -> it.without("crush"));
    there.change(DOOR, ANY, it -> it.without("left"));
    replicate();

    assertThat(site.state().camera(DOOR).zones()).isEmpty();
    assertThat(site.state().alerts().rules()).isEmpty();
  }

  @Test
  void isSilentWhereItWasSilencedElsewhere() throws Exception {
    alertsThere.silence("crush", Optional.empty(), now().plusSeconds(3600).toEpochMilli());
    there.changeAlerts(ANY, it -> it.with(rule("crush", Measure.PEOPLE, 50)));
    replicate();
    hub.connected(DOOR);

    run(20, 70);

    assertThat(events).extracting(AlertEvent::isSilenced).containsExactly(true);
    alertsThere.silence("crush", Optional.empty(), 0);
    replicate();
    pass(2);
    assertThat(alerts.silences().all()).isEmpty();
  }

  @Test
  void tellsWhatBeganSilencedAtAnotherNodeOnceItsSilenceIsOver() throws Exception {
    alertsThere.silence("crush", Optional.empty(), now().plusSeconds(30).toEpochMilli());
    there.changeAlerts(ANY, it -> it.with(rule("crush", Measure.PEOPLE, 50)));
    replicate();
    comesFiring(false);
    run(20, 70);
    assertThat(events).isEmpty();

    run(20, 70);

    assertThat(events)
        .extracting(AlertEvent::kind, AlertEvent::id, AlertEvent::isSilenced)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(Kind.FIRING, "its", false));
  }

  @Test
  void refusesADocumentThatIsAnother() throws Exception {
    there.change(DOOR, ANY, it -> it.with(zone("left", Zone.Kind.COUNTED)));
    SiteDocuments from = new SiteDocuments(there);
    SiteDocuments to = new SiteDocuments(site);
    Map.Entry<String, Stamp> its = from.stamps().entrySet().iterator().next();
    String name = its.getKey();
    String text = from.text(name).orElseThrow();

    assertThat(to.take(Map.of("alerts", new Offered(its.getValue(), text)))).hasSize(1);
    String lies = text.replace("\"version\" : 1", "\"version\" : 9000000000000000000");
    assertThat(lies).isNotEqualTo(text);
    assertThat(to.take(Map.of(name, new Offered(its.getValue(), lies)))).hasSize(1);
    assertThat(to.take(Map.of(name, new Offered(its.getValue(), "{")))).containsOnlyKeys(name);

    assertThat(site.state()).isEqualTo(SiteState.EMPTY);
  }
}

package throng.streams.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnadmittedTest {
  private static final long LONG_ENOUGH = Duration.ofSeconds(1).toNanos();

  private long now;
  private final Unadmitted unadmitted = new Unadmitted(3, () -> now);
  private final List<Newcomer> closed = new ArrayList<>();

  @Test
  void theOldestOfTheAddressWithMostGoes() {
    Newcomer alone = silent("10.0.0.1");
    Newcomer oldest = silent("10.0.0.2");
    Newcomer younger = silent("10.0.0.2");
    pass();

    Newcomer newest = silent("10.0.0.2");

    assertThat(closed).containsExactly(oldest);
    assertThat(unadmitted.size()).isEqualTo(3);
    assertThat(List.of(alone, younger, newest)).doesNotContainAnyElementsOf(closed);
  }

  @Test
  void anIpv6NetworkCountsAsOneAddress() {
    silent("10.0.0.1");
    Newcomer oldest = silent("2001:db8::1");
    silent("2001:db8::2");
    pass();

    silent("2001:db8:0:1::1");

    assertThat(closed).containsExactly(oldest);
  }

  @Test
  void oneThatSaysSomethingOutlastsThoseThatSayLess() {
    Newcomer talks = silent("10.0.0.1");
    Newcomer dribbles = silent("10.0.0.1");
    Newcomer says = silent("10.0.0.1");
    talks.sent(100);
    dribbles.sent(1);
    says.sent(50);
    pass();

    List<Newcomer> more = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      more.add(silent("10.0.0.1"));
      pass();
    }

    assertThat(closed).containsExactly(dribbles, more.get(0), more.get(1));
  }

  @Test
  void oneThatIsBeingJudgedStays() {
    Newcomer judged = silent("10.0.0.1");
    judged.judged();
    Newcomer second = silent("10.0.0.1");
    silent("10.0.0.1");
    pass();

    silent("10.0.0.1");

    assertThat(closed).containsExactly(second);
  }

  @Test
  void oneThatWaitsForAnotherStaysNoLongerForBeingJudged() {
    Newcomer waits = silent("10.0.0.1");
    waits.judged();
    waits.waits();
    for (int i = 0; i < 2; i++) {
      silent("10.0.0.1").judged();
    }
    pass();

    assertThat(unadmitted.hasRoom()).isTrue();
    silent("10.0.0.1");

    assertThat(closed).containsExactly(waits);
  }

  @Test
  void oneThatWasRefusedGoesFirst() {
    silent("10.0.0.1");
    Newcomer refused = silent("10.0.0.1");
    refused.sent(500);
    refused.judged();
    refused.refused();
    refused.sent(500);
    silent("10.0.0.1");
    pass();

    silent("10.0.0.1");

    assertThat(closed).containsExactly(refused);
  }

  @Test
  void onesThatWereReplacedAreBoundedTooAndGoFirst() {
    Newcomer silent = silent("10.0.0.1");
    List<Newcomer> left = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      left.add(silent("10.0.0.1"));
      left.get(i).admitted();
    }
    pass();

    left.forEach(Newcomer::refused);
    left.forEach(Newcomer::left);

    assertThat(unadmitted.size()).isEqualTo(3);
    assertThat(closed).containsExactlyElementsOf(left.subList(0, 3)).doesNotContain(silent);
  }

  @Test
  void oneThatLeavesByItselfHasTimeForItsLastAnswers() {
    Newcomer leaves = silent("10.0.0.1");
    leaves.sent(1_000);
    leaves.admitted();
    Newcomer second = silent("10.0.0.1");
    silent("10.0.0.1");
    silent("10.0.0.1");
    pass();

    leaves.left();

    assertThat(closed).containsExactly(second);
  }

  @Test
  void oneThatHasLeftStaysAmongThemThoughItsAdmissionIsToldLate() {
    Newcomer replaced = silent("10.0.0.1");
    replaced.left();
    replaced.admitted();

    assertThat(unadmitted.size()).isEqualTo(1);
  }

  @Test
  void oneThatLeavesAfterItsConnectionsEndIsForgotten() {
    Newcomer gone = silent("10.0.0.1");
    gone.admitted();
    assertThat(gone.end()).isTrue();
    assertThat(gone.end()).isFalse();

    gone.left();

    assertThat(unadmitted.size()).isZero();
  }

  @Test
  void nobodyGoesBeforeItsFirstBytesCanHaveBeenRead() {
    silent("10.0.0.1");
    silent("10.0.0.1");
    silent("10.0.0.1");
    assertThat(unadmitted.hasRoom()).isFalse();

    silent("10.0.0.1");
    assertThat(closed).isEmpty();

    pass();
    assertThat(unadmitted.hasRoom()).isTrue();
  }

  @Test
  void thePlacesOfThoseThatEncryptedAndEndedAreFreeNoSoonerThanIfTheyHadStayed() {
    for (int i = 0; i < 3; i++) {
      Newcomer refused = encrypted();
      refused.refused();
      assertThat(refused.end()).isTrue();
    }
    assertThat(unadmitted.size()).isZero();
    assertThat(unadmitted.hasRoom()).isFalse();

    pass();
    assertThat(unadmitted.hasRoom()).isTrue();
  }

  @Test
  void thosePlacesDriveNobodyAway() {
    silent("10.0.0.2");
    pass();
    for (int i = 0; i < 2; i++) {
      assertThat(encrypted().end()).isTrue();
    }
    assertThat(unadmitted.hasRoom()).isFalse();

    silent("10.0.0.2");

    assertThat(closed).isEmpty();
  }

  @Test
  void oneThatEncryptedAndWasRefusedMakesRoomNoSoonerThanOneThatGoesOn() {
    for (int i = 0; i < 3; i++) {
      encrypted().refused();
    }
    assertThat(unadmitted.hasRoom()).isFalse();

    pass();
    assertThat(unadmitted.hasRoom()).isTrue();
  }

  @Test
  void thePlaceOfOneThatEncryptedIsFreeAtOnceWhereItWasAdmitted() {
    for (int i = 0; i < 3; i++) {
      Newcomer admitted = encrypted();
      admitted.admitted();
      admitted.left();
      assertThat(admitted.end()).isTrue();
    }

    assertThat(unadmitted.hasRoom()).isTrue();
  }

  @Test
  void onesThatAreAdmittedTakeNoPlace() {
    for (int i = 0; i < 100; i++) {
      silent("10.0.0.1").admitted();
    }

    assertThat(unadmitted.size()).isZero();
    assertThat(closed).isEmpty();
  }

  private void pass() {
    now += LONG_ENOUGH;
  }

  private Newcomer encrypted() {
    Newcomer newcomer = silent("10.0.0.1");
    newcomer.encrypts();
    return newcomer;
  }

  private Newcomer silent(String address) {
    Newcomer newcomer = unadmitted.add(new InetSocketAddress(address, 40_000));
    newcomer.closedBy(() -> closed.add(newcomer));
    newcomer.reads();
    unadmitted.crowdedOut().ifPresent(Newcomer::close);
    return newcomer;
  }
}

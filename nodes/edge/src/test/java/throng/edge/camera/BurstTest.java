package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BurstTest {
  private final Burst burst = new Burst();

  private static Exposure at(long nanos) {
    return new Exposure(nanos, 0);
  }

  @Test
  void nothingIsAwaitedBehindAPictureThatHasJustCome() {
    burst.begin();
    assertThat(burst.isComplete(100)).isFalse();
    burst.add(at(110), true);

    assertThat(burst.isComplete(10_000)).isTrue();
    assertThat(burst.exposures()).containsExactly(at(110));
  }

  @Test
  void theNewestOfThoseThatWaitedIsTakenWhereNoneWasLostBehindIt() {
    burst.begin();
    burst.add(at(100), true);
    burst.add(at(200), true);
    burst.add(at(300), true);

    assertThat(burst.isComplete(350)).isTrue();
    assertThat(burst.exposures()).containsExactly(at(100), at(200), at(300));
  }

  @Test
  void aNewOneIsAwaitedWhereTheDriverHadNoRoomForWhatCameLater() {
    burst.begin();
    burst.add(at(100), true);
    burst.add(at(200), true);
    assertThat(burst.isComplete(5000)).isFalse();
    assertThat(burst.isComplete(5010)).isFalse();
    burst.add(at(5020), true);

    assertThat(burst.isComplete(9000)).isTrue();
    assertThat(burst.exposures()).endsWith(at(5020)).hasSize(3);
  }

  @Test
  void aNewOneIsAwaitedWhereItIsNotKnownHowOldThoseAreThatWaited() {
    burst.begin();
    burst.add(at(100), false);
    burst.add(at(101), false);
    assertThat(burst.isComplete(102)).isFalse();
    burst.add(at(200), false);

    assertThat(burst.isComplete(201)).isTrue();
  }

  @Test
  void theOnlyOneThatWaitedIsTaken() {
    burst.begin();
    burst.add(at(100), true);

    assertThat(burst.isComplete(9000)).isTrue();
  }

  @Test
  void aBurstKnowsNothingOfTheOneBefore() {
    burst.begin();
    burst.add(at(100), true);
    burst.isComplete(101);
    burst.begin();

    assertThat(burst.isEmpty()).isTrue();
    assertThat(burst.isComplete(102)).isFalse();
  }
}

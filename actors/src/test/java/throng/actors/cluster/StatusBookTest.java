package throng.actors.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import throng.actors.counts.Series;
import throng.actors.counts.Severity;
import throng.actors.counts.alert.AlertMemory.Firing;
import throng.actors.counts.live.CameraStatus;
import throng.actors.counts.live.Elsewhere.Missed;
import throng.streams.frame.CameraId;
import throng.streams.settings.HostAndPort;

class StatusBookTest {
  private static final CameraId DOOR = new CameraId("lobby", "door");
  private static final HostAndPort A = new HostAndPort("a", 1);
  private static final HostAndPort B = new HostAndPort("b", 1);
  private static final Firing FULL =
      new Firing("full", Series.of(DOOR), "full:1", 17, Severity.CRITICAL, List.of());

  private long nanos;
  private boolean isFirst;
  private final StatusBook book = new StatusBook(() -> nanos, () -> isFirst);

  @Test
  void knowsWhatFiredAtANodeThatHangsWhenItsCameraComesHere() {
    book.take(told(A, true, List.of(FULL)));

    pass(16);

    assertThat(book.cameras()).isEmpty();
    assertThat(book.comesFrom(DOOR).orElseThrow().status().firing()).containsExactly(FULL);
    assertThat(book.comesFrom(DOOR)).isEmpty();
  }

  @Test
  void knowsItNoMoreOnceTheCameraIsCountedWhereNothingFires() {
    book.take(told(A, true, List.of(FULL)));
    book.take(told(B, true, List.of()));
    book.take(told(A, false, List.of(FULL)));

    assertThat(book.comesFrom(DOOR)).isEmpty();
  }

  @Test
  void forgetsItAfterTwoMinutes() {
    book.take(told(A, true, List.of(FULL)));

    pass(121);

    assertThat(book.comesFrom(DOOR)).isEmpty();
  }

  @Test
  void missesACameraWithItsNodeUntilItComesAnywhere() {
    isFirst = true;
    book.take(told(A, true, List.of()));
    book.heard(A);

    pass(6);

    assertThat(book.cameras()).isEmpty();
    assertThat(book.missed())
        .singleElement()
        .matches(Missed::isJudgedHere)
        .matches(it -> it.camera().equals(DOOR) && !it.last().status().isConnected());

    book.take(told(B, true, List.of()));
    assertThat(book.missed()).isEmpty();
  }

  @Test
  void missesNoneThatIsCountedHereOrThatSomebodyHasRemoved() {
    book.take(told(A, true, List.of()));
    pass(6);
    assertThat(book.missed()).singleElement().matches(it -> !it.isJudgedHere());

    assertThat(book.comesFrom(DOOR)).isEmpty();
    assertThat(book.missed()).isEmpty();

    book.take(told(A, true, List.of()));
    assertThat(book.comesFrom(DOOR)).isEmpty();
    pass(6);
    assertThat(book.missed()).isEmpty();

    book.take(told(A, true, List.of()));
    pass(6);
    book.forget(DOOR);
    assertThat(book.missed()).isEmpty();
  }

  @Test
  void missesNoneThatItsNodeHasLetGo() {
    book.take(told(A, true, List.of()));
    for (int second = 0; second < 10; second++) {
      pass(1);
      book.heard(A);
    }
    pass(10);

    assertThat(book.missed()).isEmpty();
  }

  @Test
  void missesNoneThatIsCountedElsewhereBeforeItsNodeIsSilent() {
    book.take(told(A, true, List.of()));
    pass(4);
    book.take(told(B, true, List.of()));
    pass(4);

    assertThat(book.missed()).isEmpty();
    assertThat(book.cameras()).hasSize(1);
  }

  @Test
  void missesNoneForMoreThanADay() {
    book.take(told(A, true, List.of()));
    pass(6);
    assertThat(book.missed()).hasSize(1);

    pass(24 * 60 * 60);

    assertThat(book.missed()).isEmpty();
  }

  @Test
  void isHeardOnceANodeWasThatHadTheTimeToTellOfItsCameras() {
    pass(2);
    book.heard(A);
    pass(4);
    assertThat(book.isHeard()).isFalse();

    pass(1);
    book.heard(A);

    assertThat(book.isHeard()).isTrue();
  }

  @Test
  void isHeardWhereNobodyIsAfterHalfAMinute() {
    pass(29);
    assertThat(book.isHeard()).isFalse();

    pass(1);

    assertThat(book.isHeard()).isTrue();
  }

  private void pass(int seconds) {
    nanos += Duration.ofSeconds(seconds).toNanos();
  }

  private static StatusTold told(HostAndPort member, boolean isConnected, List<Firing> firing) {
    CameraStatus status =
        new CameraStatus(
            DOOR,
            isConnected,
            OptionalDouble.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            firing);
    return new StatusTold(member, member, List.of(status));
  }
}

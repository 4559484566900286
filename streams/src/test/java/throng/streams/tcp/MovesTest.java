package throng.streams.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import throng.streams.settings.HostAndPort;
import throng.streams.wire.Message;
import throng.streams.wire.Message.Routing;

final class MovesTest {
  private static final HostAndPort A = new HostAndPort("a", 1);
  private static final HostAndPort B = new HostAndPort("b", 1);
  private static final Routing NEW = new Routing(true, 0, 1, "");

  private final Moves moves =
      new Moves(
          new MoveSettings(3, Duration.ofSeconds(60), Duration.ofMinutes(10)),
          place -> !place.host().equals("evil"));

  private static long seconds(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }

  private boolean moves(HostAndPort target, long atSecond) {
    return moves.follows(new Message.Move(false, target), "home:1", seconds(atSecond));
  }

  private boolean drains(HostAndPort target, long atSecond) {
    return moves.follows(new Message.Move(true, target), "home:1", seconds(atSecond));
  }

  @Test
  void goesOnceToWhereItWasSent() {
    assertThat(moves.take()).isEmpty();

    assertThat(moves(A, 0)).isTrue();

    assertThat(moves.isUnderWay()).isTrue();
    assertThat(moves.take()).contains("a:1");
    assertThat(moves.isUnderWay()).isFalse();
    assertThat(moves.take()).isEmpty();
  }

  @Test
  void staysForAWhileAfterAMoveUnlessItsNodeGoesDown() {
    assertThat(moves(A, 0)).isTrue();
    assertThat(moves(B, 59)).isFalse();
    assertThat(drains(B, 59)).isTrue();
    assertThat(moves(A, 118)).isFalse();
    assertThat(moves(A, 119)).isTrue();
  }

  @Test
  void isNotHeldBackByARedirectionBeforeIt() {
    assertThat(moves.redirects(A, "home:1", NEW, 0)).isTrue();
    assertThat(moves(B, 1)).isTrue();
  }

  @Test
  void goesAtMostThreeTimesInAnyMinute() {
    assertThat(drains(A, 0)).isTrue();
    assertThat(moves.redirects(B, "home:1", NEW, seconds(10))).isTrue();
    assertThat(drains(A, 20)).isTrue();
    assertThat(drains(B, 59)).isFalse();
    assertThat(moves.redirects(B, "home:1", NEW, seconds(59))).isFalse();
    assertThat(drains(B, 60)).isTrue();
    assertThat(drains(A, 69)).isFalse();
  }

  @Test
  void goesNeitherToAStrangerNorToWhereItIs() {
    assertThat(moves(new HostAndPort("evil", 1), 0)).isFalse();
    assertThat(moves(new HostAndPort("home", 1), 0)).isFalse();
    assertThat(moves.isUnderWay()).isFalse();
  }

  @Test
  void isNotSentOnTwice() {
    assertThat(moves.redirects(A, "home:1", new Routing(true, 1, 2, ""), 0)).isFalse();
    assertThat(moves.redirects(A, "home:1", Routing.FIXED, 0)).isFalse();
  }
}

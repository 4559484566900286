package throng.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import throng.streams.tcp.PeerNetwork;

class FittingTurnsTest {
  private long now;
  private final List<Duration> rests = new ArrayList<>();
  private final List<Runnable> afterRest = new ArrayList<>();
  private final List<String> fitted = new ArrayList<>();
  private final FittingTurns turns =
      new FittingTurns(
          Runnable::run,
          (rest, then) -> {
            rests.add(rest);
            afterRest.add(then);
          },
          () -> now);

  @Test
  void restsForAsLongAsEachPictureTook() {
    give("10.0.0.1", "first", 700);
    give("10.0.0.1", "second", 300);
    assertThat(fitted).containsExactly("first");

    rest();
    rest();
    give("10.0.0.1", "third", 100);

    assertThat(fitted).containsExactly("first", "second", "third");
    assertThat(rests)
        .containsExactly(Duration.ofNanos(700), Duration.ofNanos(300), Duration.ofNanos(100));
  }

  @Test
  void givesNoNetworkTwoTurnsInARowWhileOthersWait() {
    for (int i = 0; i < 4; i++) {
      give("10.0.0.1", "crowd " + i, 1);
    }
    give("10.0.0.2", "alone", 1);
    give("10.0.0.3", "another", 1);

    while (!afterRest.isEmpty()) {
      rest();
    }

    assertThat(fitted)
        .containsExactly("crowd 0", "alone", "crowd 1", "another", "crowd 2", "crowd 3");
  }

  @Test
  void goesOnAfterAPictureThatFails() {
    assertThatThrownBy(
            () ->
                turns
                    .of(network("10.0.0.1"))
                    .execute(
                        () -> {
                          throw new IllegalStateException("broken");
                        }))
        .hasMessage("broken");
    give("10.0.0.1", "next", 1);

    rest();

    assertThat(fitted).containsExactly("next");
  }

  private void give(String address, String picture, long nanos) {
    turns
        .of(network(address))
        .execute(
            () -> {
              fitted.add(picture);
              now += nanos;
            });
  }

  private void rest() {
    afterRest.remove(0).run();
  }

  private static PeerNetwork network(String address) {
    return PeerNetwork.of(new InetSocketAddress(address, 1));
  }
}

package throng.edge.lan;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import throng.common.console.Console;

class ViewersTest {
  private static final Duration IDLE = Duration.ofSeconds(60);

  private final AtomicLong nanos = new AtomicLong();
  private final Console console = Console.create(true);
  private final Viewers viewers =
      new Viewers("door", 3, IDLE, false, console, () -> {}, nanos::get);
  private final List<Integer> hungUpOn = new ArrayList<>();

  @AfterEach
  void closeConsole() {
    console.close();
  }

  @Test
  void theOldestThatHasSaidNothingMakesRoomForAFurtherOne() {
    comeAll(1, 2, 3);
    viewers.heard(viewer(1));

    comeAll(4, 5);

    assertThat(hungUpOn).containsExactly(2, 3);
    assertThat(viewers.status()).contains(":1 ", ":4 ", ":5 ").doesNotContain(":2 ", ":3 ");
  }

  @Test
  void aFurtherOneGoesWhereAllOthersHaveSentACommand() {
    comeAll(1, 2, 3);
    List.of(1, 2, 3).forEach(port -> viewers.heard(viewer(port)));

    comeAll(4);

    assertThat(hungUpOn).containsExactly(4);
    viewers.left(viewer(4));
    assertThat(viewers.status()).contains(":1 ", ":2 ", ":3 ").doesNotContain(":4 ");
  }

  @Test
  void whoHasBeenIdleForLongestMakesRoomWhereAllHaveSentACommand() {
    comeAll(1, 2, 3);
    List.of(1, 2, 3).forEach(port -> viewers.heard(viewer(port)));
    nanos.addAndGet(IDLE.toNanos() / 2);
    viewers.pictureSent(viewer(1));
    nanos.addAndGet(IDLE.toNanos() / 2);
    viewers.heard(viewer(2));

    comeAll(4);
    viewers.heard(viewer(4));
    comeAll(5);

    assertThat(hungUpOn).containsExactly(3, 5);
    assertThat(viewers.status()).contains(":1 ", ":2 ", ":4 ").doesNotContain(":3 ", ":5 ");
  }

  @Test
  void whoHasLeftIsNotHungUpOn() {
    comeAll(1, 2, 3);
    viewers.left(viewer(1));

    comeAll(4);

    assertThat(hungUpOn).isEmpty();
  }

  private void comeAll(int... ports) {
    for (int port : ports) {
      viewers.came(viewer(port), () -> hungUpOn.add(port));
    }
  }

  private static InetSocketAddress viewer(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}

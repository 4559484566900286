package throng.gpu.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import throng.streams.tcp.PeerNetwork;

class HashQueueTest {
  private final HashQueue queue = new HashQueue(2);
  private final List<String> done = new ArrayList<>();

  @Test
  void ofOneNetworkOneWaits() {
    assertThat(offer("10.0.0.1", false)).isTrue();
    assertThat(offer("10.0.0.1", false)).isFalse();
    assertThat(offer("10.0.0.1", true)).isFalse();

    all();

    assertThat(offer("10.0.0.1", false)).isTrue();
  }

  @Test
  void strangersOfManyNetworksKeepNobodyOutWhoIsKnown() {
    offer("192.0.2.1", false);
    offer("192.0.2.2", false);
    assertThat(offer("192.0.2.3", false)).isFalse();

    assertThat(offer("10.0.0.1", true)).isTrue();
    assertThat(offer("10.0.0.2", true)).isTrue();
    assertThat(offer("10.0.0.3", true)).isFalse();

    all();
    assertThat(done).containsExactly("10.0.0.1", "192.0.2.1", "10.0.0.2", "192.0.2.2");
  }

  private boolean offer(String network, boolean isKnown) {
    return queue.offer(new Asker(new PeerNetwork(network), isKnown), () -> done.add(network));
  }

  private void all() {
    for (Optional<Runnable> next = queue.next(); next.isPresent(); next = queue.next()) {
      next.get().run();
    }
  }
}

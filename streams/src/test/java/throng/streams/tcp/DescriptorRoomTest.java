package throng.streams.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DescriptorRoomTest {
  private long now;
  private long open = 50;
  private final List<String> told = new ArrayList<>();
  private final Descriptors descriptors =
      new Descriptors() {
        @Override
        public long most() {
          return 100;
        }

        @Override
        public long open() {
          return open;
        }
      };
  private final DescriptorRoom room = new DescriptorRoom(descriptors, 10, told::add, () -> now);

  @Test
  void keepsTheSpareOnesFromConnections() {
    while (room.getAsBoolean()) {
      open++;
    }

    assertThat(open).isEqualTo(90);
  }

  @Test
  void tellsAnOutageOnceAndTheNextOneAgain() {
    open = 95;
    for (int i = 0; i < 1000; i++) {
      assertThat(room.getAsBoolean()).isFalse();
      now += Duration.ofMillis(100).toNanos();
    }
    assertThat(told)
        .singleElement()
        .asString()
        .contains("95 files are open", "may open 100 (ulimit -n)", "10 are kept free");

    open = 50;
    assertThat(room.getAsBoolean()).isTrue();
    now += Duration.ofMinutes(1).toNanos();
    open = 95;
    while (room.getAsBoolean()) {
      now++;
    }

    assertThat(told).hasSize(2);
  }

  @Test
  void saysAtStartHowManyConnectionsFit() {
    assertThat(descriptors.shortfall(new ListenerSettings(40, 4, 1, 1, 1, 10))).isEmpty();
    assertThat(descriptors.shortfall(new ListenerSettings(320, 64, 1, 1, 1, 10)))
        .hasValueSatisfying(
            sentence ->
                assertThat(sentence)
                    .contains("allows 320", "may open 100 files", "room for 40", "ulimit -n 380"));
  }
}

package throng.edge.lan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderTest {
  @Test
  void readsTheProtocolsOwnCommands() {
    assertThat(Order.parse("0")).isEqualTo(new Order.Picture(Optional.empty()));
    assertThat(Order.parse("1")).isEqualTo(Order.Plain.CONFIRM);
    assertThat(Order.parse(" 2 ")).isEqualTo(Order.Plain.SHUT_DOWN);
    assertThat(Order.parse("3\r")).isEqualTo(Order.Plain.STREAM);
    assertThat(Order.parse("v")).isEqualTo(Order.Plain.VIEW);
    assertThat(Order.parse("q")).isEqualTo(Order.Plain.STOP);
    assertThat(Order.parse("\033")).isEqualTo(Order.Plain.STOP);
    assertThat(Order.parse("")).isEqualTo(Order.Plain.NOTHING);
  }

  @Test
  void readsFilesWithBlanksInTheirNames() {
    assertThat(Order.parse("0 my door.jpg"))
        .isEqualTo(new Order.Picture(Optional.of(Path.of("my door.jpg"))));
    assertThat(Order.parse("s a.jpg")).isEqualTo(new Order.Snapshot(Optional.of(Path.of("a.jpg"))));
  }

  @Test
  void tellsWhatIsNoCommand() {
    assertThat(Order.parse("33")).isEqualTo(new Order.Unknown("33"));
    assertThat(Order.parse("0 \0")).isEqualTo(new Order.Unknown("0 \0"));
  }
}

package throng.streams.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CameraIdTest {
  @Test
  void isReadAsItIsWritten() {
    CameraId door = new CameraId("lobby", "door.2");

    assertThat(CameraId.parse(door.toString())).contains(door);
    assertThat(CameraId.isOneOrAll("lobby/door.2")).isTrue();
    assertThat(CameraId.isOneOrAll("lobby/*")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "lobby", "lobby/", "/door", "a/b/c", "lob by/door", "*/door"})
  void whatNamesNoCameraIsNone(String text) {
    assertThat(CameraId.parse(text)).isEmpty();
    assertThat(CameraId.isOneOrAll(text)).isFalse();
  }

  @Test
  void allOfANodeAreNoCamera() {
    assertThat(CameraId.parse("lobby/*")).isEmpty();
    assertThat(CameraId.isOneOrAll("n".repeat(65) + "/*")).isFalse();
  }
}

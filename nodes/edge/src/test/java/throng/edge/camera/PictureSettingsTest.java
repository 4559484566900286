package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import throng.streams.frame.PixelSize;
import throng.streams.settings.SettingsException;

class PictureSettingsTest {
  @Test
  void theDefaultsLeaveJpegsAlone() {
    PictureSettings settings = Footage.settings("", true);

    assertThat(settings.asItComes()).isTrue();
    assertThat(settings.quality()).isEqualTo(90);
    assertThat(settings.live()).isTrue();
  }

  @Test
  void valuesAreRead() {
    PictureSettings settings =
        Footage.settings("jpeg { size = 640x480, fps = 12.5, grey = true, quality = 70 }", false);

    assertThat(settings.size()).isEqualTo(Optional.of(new PixelSize(640, 480)));
    assertThat(settings.fps()).isEqualTo(OptionalDouble.of(12.5));
    assertThat(settings.grey()).isTrue();
    assertThat(settings.quality()).isEqualTo(70);
  }

  @ParameterizedTest
  @CsvSource({
    "jpeg.quality = 0, quality",
    "jpeg.quality = 101, quality",
    "jpeg.size = 3x3, size",
    "jpeg.size = large, size",
    "jpeg.fps = 0, fps",
    "jpeg.fps = -1, fps",
    "jpeg.fps = fast, fps",
    "camera.read-timeout = 1ms, read-timeout",
    "camera.max-file-bytes = 0, max-file-bytes"
  })
  void aWrongValueIsRefusedByItsKey(String wrong, String key) {
    assertThatThrownBy(() -> Footage.settings(wrong, false))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("throng.edge-node.")
        .hasMessageContaining(key);
  }
}

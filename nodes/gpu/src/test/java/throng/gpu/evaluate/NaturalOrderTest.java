package throng.gpu.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {

  @Test
  void countsAsPeopleDo() {
    assertThat(Stream.of("IMG_10", "IMG_9", "img_1", "a", "IMG_9b").sorted(new NaturalOrder()))
        .containsExactly("a", "img_1", "IMG_9", "IMG_9b", "IMG_10");
  }
}

package throng.common.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
  @Test
  void numbersCountByTheirValue() {
    List<String> sorted =
        List.of(
            "1.jpg",
            "a.jpg",
            "img1.jpg",
            "img2.jpg",
            "IMG3.jpg",
            "img010.jpg",
            "img10.jpg",
            "img99999999999999999999.jpg",
            "img100000000000000000000.jpg",
            "img10_2.png");
    for (int seed = 0; seed < 20; seed++) {
      List<String> names = new ArrayList<>(sorted);
      Collections.shuffle(names, new Random(seed));
      names.sort(NaturalOrder.INSTANCE);
      assertThat(names.subList(0, 5)).isEqualTo(sorted.subList(0, 5));
      assertThat(names.indexOf("img2.jpg")).isLessThan(names.indexOf("img10.jpg"));
      assertThat(names.indexOf("img99999999999999999999.jpg"))
          .isLessThan(names.indexOf("img100000000000000000000.jpg"));
    }
  }

  @Test
  void namesThatDifferAreNeverEqual() {
    assertThat(NaturalOrder.INSTANCE.compare("a01", "a1")).isNotZero();
    assertThat(NaturalOrder.INSTANCE.compare("A1", "a1")).isNotZero();
    assertThat(NaturalOrder.INSTANCE.compare("a1", "a1")).isZero();
  }
}

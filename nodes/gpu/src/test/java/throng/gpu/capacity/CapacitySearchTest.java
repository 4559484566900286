package throng.gpu.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacitySearchTest {
  @Test
  void doublesUntilThereAreTooManyAndThenHalvesWhatLiesBetween() {
    assertThat(tries(3, 1000, 14)).containsExactly(3, 6, 12, 24, 18, 15, 13, 14);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 256, 0",
    "1, 256, 1",
    "1, 256, 7",
    "40, 256, 3",
    "200, 256, 256",
    "0, 256, 9",
    "5, 1, 1",
    "900, 256, 256",
  })
  void findsHowManyAreServed(int first, int most, int served) {
    List<Integer> tried = tries(first, most, served);

    assertThat(tried.stream().filter(number -> number <= served).max(Integer::compare).orElse(0))
        .isEqualTo(served);
    assertThat(tried).allMatch(number -> number >= 1 && number <= most);
  }

  @Test
  void isOverOnceTheAnswerIsKnownToOneCameraInTwenty() {
    List<Integer> tried = tries(100, 100_000, 1_234);

    int found = tried.stream().filter(number -> number <= 1_234).max(Integer::compare).orElse(0);
    assertThat(found).isBetween(1_234 - 1_234 / 20, 1_234);
    assertThat(tried).hasSizeLessThan(12);
  }

  @Test
  void goesOnFromWhatIsKnownToBeServed() {
    CapacitySearch search = new CapacitySearch(20, 40, 256);

    assertThat(search.next()).isEqualTo(40);
    search.tried(false);
    assertThat(search.next()).isEqualTo(30);
    assertThat(search.tooMany()).isEqualTo(40);
  }

  private static List<Integer> tries(int first, int most, int served) {
    CapacitySearch search = new CapacitySearch(0, first, most);
    List<Integer> tried = new ArrayList<>();
    while (!search.isOver() && tried.size() < 100) {
      tried.add(search.next());
      search.tried(search.next() <= served);
    }
    return tried;
  }
}

package throng.gpu.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A number is claimed only once it was served for longer. */
class ConfirmationTest {
  private final List<Integer> tried = new ArrayList<>();

  private Measured confirm(int found, int served) throws InterruptedException {
    return Confirmation.of(
        found,
        cameras -> {
          tried.add(cameras);
          return new Measured(cameras, 1, 1, 10, 10, cameras <= served);
        });
  }

  @Test
  void claimsTheNumberThatWasFoundWhereItIsServedForLonger() throws Exception {
    assertThat(confirm(100, 100).cameras()).isEqualTo(100);
    assertThat(tried).containsExactly(100);
  }

  @Test
  void takesALittleLessWhereItIsNot() throws Exception {
    assertThat(confirm(100, 85).cameras()).isEqualTo(81);
    assertThat(tried).containsExactly(100, 90, 81);
  }

  @Test
  void claimsNoNumberThatFailedHoweverManyHaveFailedBefore() throws Exception {
    Measured few = confirm(100, 7);

    assertThat(few.isServed()).isTrue();
    assertThat(few.cameras()).isBetween(3, 7);
  }

  @Test
  void claimsNoneWhereNotEvenOneIsServed() throws Exception {
    assertThat(confirm(100, 0)).isEqualTo(Measured.NONE);
    assertThat(tried).contains(1).doesNotContain(0);
  }
}

package throng.edge.output.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CaptionTest {
  private final Caption fresh =
      new Caption("door", "64 people", "here:1", "12:30:05", "9.9 fps", "");
  private final Caption stale =
      new Caption("door", "64 people", "not connected", "12:30:05", "", "no count for 12 s");

  @Test
  void aFreshPictureHasItsNumber() {
    assertThat(fresh.isFresh()).isTrue();
    assertThat(fresh.fields()).containsExactly("64 people", "12:30:05", "here:1", "9.9 fps");
  }

  @Test
  void theNumberIsGoneWhereItIsNotTrueAnyMore() {
    assertThat(stale.isFresh()).isFalse();
    assertThat(stale.fields()).containsExactly("no count for 12 s", "not connected", "12:30:05");
  }

  @Test
  void leavesOutWholeTextsThatHaveNoRoom() {
    List<String> texts = List.of("door", "64 people", "here:1");

    assertThat(FittedText.fit(texts, String::length, 2, 23)).isEqualTo(texts);
    assertThat(FittedText.fit(texts, String::length, 2, 22)).containsExactly("door", "64 people");
    assertThat(FittedText.fit(texts, String::length, 2, 3)).containsExactly("do…");
    assertThat(FittedText.fit(List.of(), String::length, 2, 3)).isEmpty();
  }
}

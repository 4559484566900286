package throng.edge.output.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CaptionTest {
  private static final List<String> DETAILS = List.of("here:1", "", "12:30:05");

  @Test
  void aFreshPictureHasItsNumber() {
    Caption fresh = new Caption("door", "64 people", DETAILS, "");

    assertThat(fresh.isFresh()).isTrue();
    assertThat(fresh.fields()).containsExactly("door", "64 people", "here:1", "12:30:05");
  }

  @Test
  void theNumberIsGoneWhereItIsNotTrueAnyMore() {
    Caption stale = new Caption("door", "64 people", DETAILS, "no count for 12 s");

    assertThat(stale.isFresh()).isFalse();
    assertThat(stale.fields()).containsExactly("door", "no count for 12 s", "here:1", "12:30:05");
  }

  @Test
  void leavesOutWholeTextsThatHaveNoRoom() {
    List<String> texts = List.of("door", "64 people", "here:1");

    assertThat(FittedText.fit(texts, String::length, 2, 23)).isEqualTo(texts);
    assertThat(FittedText.fit(texts, String::length, 2, 22)).containsExactly("door", "64 people");
    assertThat(FittedText.fit(List.of(), String::length, 2, 3)).isEmpty();
  }

  @Test
  void cutsTheNameBeforeTheNumber() {
    List<String> texts = List.of("door", "64 people", "here:1");

    assertThat(FittedText.fit(texts, String::length, 2, 14)).containsExactly("do…", "64 people");
    assertThat(FittedText.fit(texts, String::length, 2, 9)).containsExactly("64 people");
    assertThat(FittedText.fit(texts, String::length, 2, 4)).containsExactly("64 …");
    assertThat(FittedText.fit(List.of("door"), String::length, 2, 3)).containsExactly("do…");
  }
}

package throng.actors.counts.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static throng.actors.counts.place.PlaceSumsTest.outline;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import throng.actors.counts.Title;

class OutlineTest {
  @Test
  void takesThreeToSixtyFourPointsAndNoOtherNumber() {
    assertThat(ring(3).area()).isPositive();
    assertThat(ring(64).area()).isCloseTo(Math.PI * 0.16, within(0.001));
    refused(() -> ring(65), "A zone has from 3 to 64 points; this one has 65.");
    refused(() -> outline(0, 0, 1, 1), "A zone has from 3 to 64 points; this one has 2.");
  }

  @Test
  void refusesOneThatCrossesItself() {
    refused(
        () -> outline(0, 0, 1, 1, 1, 0, 0, 1),
        "The zone crosses itself: its line from point 1 to 2 meets the one from point 3 to 4. Move"
            + " one of these points.");
    refused(() -> outline(0, 0, 1, 0, 0.5, 0.5, 1, 1, 0.2, 0.5, 1, 0.2), "crosses itself");
  }

  @Test
  void refusesOneThatTouchesItselfOrRunsBack() {
    refused(() -> outline(0, 0, 1, 0, 1, 1, 0.5, 0, 0, 1), "crosses itself");
    refused(() -> outline(0, 0, 1, 0, 0.5, 0, 0.5, 1), "crosses itself");
    refused(() -> outline(0, 0, 0, 0, 1, 1), "Points 1 and 2 are the same");
    refused(() -> outline(0, 0, 0.5, 0.5, 1, 1), "crosses itself");
  }

  @Test
  void takesPointsInOneLineWhereItGoesOnForward() {
    assertThat(outline(0, 0, 0.5, 0, 1, 0, 1, 1).area()).isEqualTo(0.5);
  }

  @Test
  void refusesPointsBesideThePicture() {
    refused(() -> new PicturePoint(1.01, 0), "from 0 to 1; these are 1.01 and 0.0.");
    refused(() -> new PicturePoint(Double.NaN, 0), "from 0 to 1");
  }

  @Test
  void refusesNamesThatMeanSomethingElse() {
    refused(() -> new Zone("count", Zone.Kind.COUNTED, ring(4)), "cannot be named 'count'");
    refused(() -> new Zone("a/b", Zone.Kind.COUNTED, ring(4)), "A zone's name must be");
    refused(() -> new Zone("preview", Zone.Kind.COUNTED, ring(4)), "cannot be named 'preview'");
    refused(() -> new Zone("..", Zone.Kind.COUNTED, ring(4)), "cannot be named '..'");
  }

  @Test
  void aTitleIsOneLineOfAnyScript() {
    assertThat(titled(" 舞台 🎤 ").title()).isEqualTo("舞台 🎤");
    assertThat(titled("  ").title()).isEqualTo("stage");
    assertThat(titled("x".repeat(80)).title()).hasSize(80);
    refused(() -> titled("x".repeat(81)), "A title must be one line of at most 80 characters.");
    refused(() -> titled("a\nb"), "A title must be one line");
    refused(() -> titled("a\u2028b"), "A title must be one line");
    refused(() -> titled("\ud83c"), "A title must be one line");
  }

  @Test
  void aTitleThatTurnsTextIsRefusedWhereItIsTyped() {
    for (String title : List.of("north\u202eecnartne", "a\u2066b", "a\u200fb")) {
      refused(() -> Title.typed(title), "A title must hold no character that controls");
      assertThat(titled(title).title()).isEqualTo(title);
    }
    assertThat(Title.typed(" \u05d0 ")).isEqualTo(" \u05d0 ");
  }

  @Test
  void aTitleThatShowsNothingIsRefusedWhereItIsTyped() {
    for (String title : List.of("\u200b", "\u00ad \ufeff", "\u00a0")) {
      refused(() -> Title.typed(title), "A title must hold a character that can be seen.");
    }
    assertThat(Title.typed("  ")).isBlank();
    assertThat(Title.typed("a\u200b")).isEqualTo("a\u200b");
  }

  private static Zone titled(String title) {
    return new Zone("stage", title, Zone.Kind.COUNTED, ring(4));
  }

  private static Outline ring(int points) {
    List<PicturePoint> corners = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      double angle = 2 * Math.PI * i / points;
      corners.add(new PicturePoint(0.5 + 0.4 * Math.cos(angle), 0.5 + 0.4 * Math.sin(angle)));
    }
    return new Outline(corners);
  }

  private static void refused(Runnable make, String sentence) {
    assertThatIllegalArgumentException().isThrownBy(make::run).withMessageContaining(sentence);
  }
}

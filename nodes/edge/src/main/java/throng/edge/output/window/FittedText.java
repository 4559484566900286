package throng.edge.output.window;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Texts beside each other: whole ones only, as far as there is room. */
final class FittedText {
  private static final String CUT = "…";

  private FittedText() {}

  /**
   * Those that have room, in their order. Where the first two have not, the second, which is more
   * important, stands, and as much of the first as there is room for.
   *
   * @param width how wide a text is, in pixels
   * @param gap in front of each but the first
   */
  static List<String> fit(List<String> texts, ToIntFunction<String> width, int gap, int room) {
    List<String> fitting = new ArrayList<>();
    int used = 0;
    for (String text : texts) {
      int needed = (fitting.isEmpty() ? 0 : gap) + width.applyAsInt(text);
      if (used + needed > room) {
        break;
      }
      fitting.add(text);
      used += needed;
    }
    return fitting.size() < Math.min(2, texts.size()) ? firstTwo(texts, width, gap, room) : fitting;
  }

  private static List<String> firstTwo(
      List<String> texts, ToIntFunction<String> width, int gap, int room) {
    if (texts.size() == 1) {
      return List.of(cut(texts.get(0), width, room));
    }
    String second = cut(texts.get(1), width, room);
    String first = cut(texts.get(0), width, room - gap - width.applyAsInt(second));
    return first.length() > CUT.length() ? List.of(first, second) : List.of(second);
  }

  /** The text, or as much of its beginning as there is room for. */
  static String cut(String text, ToIntFunction<String> width, int room) {
    if (width.applyAsInt(text) <= room) {
      return text;
    }
    int length = text.length() - 1;
    while (length > 0 && width.applyAsInt(text.substring(0, length) + CUT) > room) {
      length--;
    }
    return length > 0 ? text.substring(0, length) + CUT : "";
  }
}

package throng.actors.counts;

/** What people see in place of a name that stands in addresses: any script, one line. */
public final class Title {
  /** The longest, in code points. */
  public static final int MOST = 80;

  private Title() {}

  /**
   * The title without space around it; where that is nothing, the name.
   *
   * @throws IllegalArgumentException in a sentence, if it is too long or holds what is no text
   */
  public static String of(String title, String name) {
    String stripped = title.strip();
    if (stripped.codePointCount(0, stripped.length()) > MOST
        || stripped.codePoints().anyMatch(it -> !isText(it))) {
      throw new IllegalArgumentException(
          "A title must be one line of at most %d characters.".formatted(MOST));
    }
    return stripped.isEmpty() ? name : stripped;
  }

  /**
   * One that somebody types anew, of which more is asked than of one that is kept already.
   *
   * @return the title as it is
   * @throws IllegalArgumentException in a sentence, if it turns text around, or shows nothing of
   *     what it holds
   */
  public static String typed(String title) {
    if (title.codePoints().anyMatch(Title::isTurning)) {
      throw new IllegalArgumentException(
          "A title must hold no character that controls the direction of text.");
    }
    if (!title.isBlank() && title.codePoints().noneMatch(Title::isSeen)) {
      throw new IllegalArgumentException("A title must hold a character that can be seen.");
    }
    return title;
  }

  private static boolean isSeen(int codePoint) {
    return !Character.isSpaceChar(codePoint) && Character.getType(codePoint) != Character.FORMAT;
  }

  private static boolean isText(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  // They turn what stands beside a title around, too, so that one name looks like another.
  private static boolean isTurning(int codePoint) {
    return codePoint == 0x061C
        || codePoint == 0x200E
        || codePoint == 0x200F
        || (codePoint >= 0x202A && codePoint <= 0x202E)
        || (codePoint >= 0x2066 && codePoint <= 0x2069);
  }
}

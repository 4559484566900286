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
}

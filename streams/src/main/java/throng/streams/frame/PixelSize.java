package throng.streams.frame;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A picture's width and height in pixels, each from 16 to 65500 (the most that a JPEG can have).
 */
public record PixelSize(int width, int height) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,5})[xX](\\d{1,5})");
  private static final int SMALLEST = 16;
  private static final int LARGEST = 65_500;

  public PixelSize {
    if (!allowed(width) || !allowed(height)) {
      throw new IllegalArgumentException(
          "A picture's width and height must be from " + SMALLEST + " to " + LARGEST + " pixels");
    }
  }

  /** The size that {@code text}, such as {@code 640x480}, names; empty if it names none. */
  public static Optional<PixelSize> parse(String text) {
    Matcher match = TEXT.matcher(text.strip());
    if (!match.matches()) {
      return Optional.empty();
    }
    int width = Integer.parseInt(match.group(1));
    int height = Integer.parseInt(match.group(2));
    return allowed(width) && allowed(height)
        ? Optional.of(new PixelSize(width, height))
        : Optional.empty();
  }

  private static boolean allowed(int side) {
    return side >= SMALLEST && side <= LARGEST;
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}

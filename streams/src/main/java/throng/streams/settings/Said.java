package throng.streams.settings;

import java.util.function.Function;

/**
 * A text whose meaning shows only after all settings were read.
 *
 * @param origin where it stands: file and line, option or variable
 */
public record Said(String text, String origin) {

  /** What {@code read} makes of the text; its refusal is said with the place of the value. */
  public <T> T located(Function<String, T> read) {
    try {
      return read.apply(text);
    } catch (SettingsException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  /** A refusal of it, with its place. */
  public SettingsException refused(String sentence) {
    return new SettingsException(origin + ": " + sentence);
  }
}

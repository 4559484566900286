package throng.edge.camera;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import throng.streams.frame.PixelSize;
import throng.streams.settings.Redaction;
import throng.streams.settings.SettingsException;

/**
 * Reads {@code test:people=40,size=1280x720,fps=25,seed=7,frames=500}; each part may be left out.
 */
final class CrowdText {
  private static final int MOST_PEOPLE = 500;
  private static final double HIGHEST_FPS = 1000;

  private CrowdText() {}

  static CameraSpec.Crowd parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("people", "20");
    values.put("size", "1280x720");
    values.put("fps", "25");
    values.put("seed", "7");
    values.put("frames", "");
    String given = text.equals("test") ? "" : text.substring("test:".length());
    for (String part : given.split(",", -1)) {
      if (!part.isBlank()) {
        put(values, part.strip());
      }
    }
    return new CameraSpec.Crowd(
        (int) number(values, "people", 0, MOST_PEOPLE),
        size(values.get("size")),
        fps(values.get("fps")),
        number(values, "seed", Long.MIN_VALUE, Long.MAX_VALUE),
        frames(values));
  }

  private static void put(Map<String, String> values, String part) {
    String[] pair = part.split("=", 2);
    if (pair.length != 2 || !values.containsKey(pair[0].strip())) {
      throw new SettingsException(
          "The test camera knows people, size, fps, seed and frames, such as"
              + " test:people=40,size=1280x720,fps=25,seed=7; '"
              + Redaction.of(part)
              + "' is none of them.");
    }
    values.put(pair[0].strip(), pair[1].strip());
  }

  private static OptionalLong frames(Map<String, String> values) {
    return "".equals(values.get("frames"))
        ? OptionalLong.empty()
        : OptionalLong.of(number(values, "frames", 1, Long.MAX_VALUE));
  }

  private static long number(Map<String, String> values, String key, long least, long most) {
    try {
      long value = Long.parseLong(String.valueOf(values.get(key)));
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    throw new SettingsException(
        "The test camera's "
            + key
            + (most == Long.MAX_VALUE
                ? " must be a whole number" + (least == 1 ? " above 0" : "")
                : " must be a whole number from " + least + " to " + most)
            + ", and is '"
            + values.get(key)
            + "'.");
  }

  private static double fps(@Nullable String text) {
    try {
      double fps = Double.parseDouble(String.valueOf(text));
      if (fps > 0 && fps <= HIGHEST_FPS) {
        return fps;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    throw new SettingsException(
        "The test camera's fps must be a number above 0 and at most 1000, and is '" + text + "'.");
  }

  private static PixelSize size(@Nullable String text) {
    return PixelSize.parse(String.valueOf(text))
        .filter(size -> (long) size.width() * size.height() <= 1L << 24)
        .orElseThrow(
            () ->
                new SettingsException(
                    "The test camera's size must be such as 1280x720, with sides from 16 and at"
                        + " most 16777216 pixels in all, and is '"
                        + text
                        + "'."));
  }
}

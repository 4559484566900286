package throng.edge.camera;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the formats that a Linux camera has.
 *
 * @param compressed whether the camera encodes by itself
 * @param codec FFmpeg's name for it
 * @param sizes as FFmpeg prints them, such as {@code 640x480}
 */
record V4l2Format(boolean compressed, String codec, List<String> sizes) {
  private static final Pattern LINE =
      Pattern.compile(
          "(?:\\[[^\\]]*\\]\\s*)?(Raw|Compressed)\\s*:\\s*(\\S+)\\s*:\\s*(.*?)\\s*:\\s*(.*)");
  private static final Pattern SIZE = Pattern.compile("\\d+x\\d+|\\{[^}]*\\}");

  V4l2Format {
    sizes = List.copyOf(sizes);
  }

  /** Reads what FFmpeg's option {@code list_formats} prints. */
  static List<V4l2Format> parse(List<String> lines) {
    List<V4l2Format> formats = new ArrayList<>();
    for (String line : lines) {
      Matcher match = LINE.matcher(line.strip());
      if (match.matches()) {
        List<String> sizes =
            SIZE.matcher(match.group(4)).results().map(MatchResult::group).toList();
        formats.add(new V4l2Format(match.group(1).equals("Compressed"), match.group(2), sizes));
      }
    }
    return formats;
  }

  @Override
  public String toString() {
    return codec
        + (codec.equals("mjpeg") ? " (passed through)" : compressed ? " (compressed)" : "")
        + ": "
        + (sizes.isEmpty() ? "sizes unknown" : String.join(" ", sizes));
  }
}

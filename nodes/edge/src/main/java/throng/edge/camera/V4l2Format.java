package throng.edge.camera;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
    sizes = sizes.stream().distinct().toList();
  }

  /**
   * Reads what FFmpeg's option {@code list_formats} prints. Drivers list a format several times
   * that FFmpeg has one name for.
   */
  static List<V4l2Format> parse(List<String> lines) {
    Map<String, V4l2Format> formats = new LinkedHashMap<>();
    for (String line : lines) {
      Matcher match = LINE.matcher(line.strip());
      if (match.matches()) {
        List<String> sizes =
            SIZE.matcher(match.group(4)).results().map(MatchResult::group).toList();
        boolean compressed = match.group(1).equals("Compressed");
        formats.merge(
            match.group(2),
            new V4l2Format(compressed, match.group(2), sizes),
            V4l2Format::withSizesOf);
      }
    }
    return List.copyOf(formats.values());
  }

  private V4l2Format withSizesOf(V4l2Format other) {
    return new V4l2Format(
        compressed, codec, Stream.concat(sizes.stream(), other.sizes.stream()).toList());
  }

  @Override
  public String toString() {
    return codec
        + (codec.equals("mjpeg") ? " (passed through)" : compressed ? " (compressed)" : "")
        + ": "
        + (sizes.isEmpty() ? "sizes unknown" : String.join(" ", sizes));
  }
}

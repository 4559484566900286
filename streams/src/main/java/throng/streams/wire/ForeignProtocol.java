package throng.streams.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Other protocols, known by their first four bytes: a wrong address can be said in words. */
enum ForeignProtocol {
  HTTP("HTTP", "HTTP|GET |PUT |POST|HEAD|DELE|OPTI|PATC|TRAC|CONN|PRI "),
  RTSP("RTSP", "RTSP|DESC|ANNO|SETU"),
  TLS("TLS, which this port does not speak,", "[\\x14-\\x17]\\x03[\\x00-\\x04]."),
  SSH("SSH", "SSH-"),
  JPEG("a bare JPEG", "\\xFF\\xD8\\xFF."),
  DECIMAL_LENGTH("a protocol whose lengths are 16 decimal characters", "[0-9]{1,4} {0,3}");

  private final String words;
  private final Pattern start;

  ForeignProtocol(String words, String start) {
    this.words = words;
    this.start = Pattern.compile(start, Pattern.DOTALL);
  }

  /** The protocol whose first bytes these four are, in words. */
  static Optional<String> of(byte[] first) {
    String text = new String(first, 0, 4, ISO_8859_1);
    return Arrays.stream(values())
        .filter(protocol -> protocol.start.matcher(text).matches())
        .map(protocol -> protocol.words)
        .findFirst();
  }
}

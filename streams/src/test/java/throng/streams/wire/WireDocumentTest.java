package throng.streams.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import throng.streams.frame.SkipReason;

/** docs/WIRE.md says what the code does. */
class WireDocumentTest {
  private static final Path ROOT = Path.of("..");
  private static final Path FORMAT =
      ROOT.resolve("streams/src/main/java/throng/streams/wire/WireFormat.java");

  private final String document = read(ROOT.resolve("docs/WIRE.md"));

  @Test
  void showsTheBytesOfTheGoldenTests() {
    List<String> shown =
        matches("(?s)```hex\n(.*?)```", document).map(hex -> hex.replaceAll("\\s", "")).toList();

    assertThat(shown)
        .containsExactlyElementsOf(
            WireExamples.ALL.stream().map(example -> example.hex().replaceAll("\\s", "")).toList());
  }

  @Test
  void drawsTheLayoutsThatTheCodeDraws() {
    List<String> drawn =
        matches("(?s)<pre>\n(.*?)\n \\* </pre>", read(FORMAT))
            .map(layout -> layout.replaceAll("(?m)^ \\* ?", ""))
            .toList();

    assertThat(drawn).hasSize(15);
    assertThat(drawn).allSatisfy(layout -> assertThat(document).contains("```\n" + layout));
  }

  @Test
  void listsEveryCodeAndReason() {
    for (RefusedCode code : RefusedCode.values()) {
      assertThat(document).contains("| %d | %s |".formatted(code.code(), code));
    }
    for (GoodbyeReason reason : GoodbyeReason.values()) {
      assertThat(document).contains("| %d | %s |".formatted(reason.code(), reason));
    }
    for (SkipReason reason : SkipReason.values()) {
      boolean isSent = reason != SkipReason.GIVEN_UP;
      assertThat(document.contains("| %d | %s |".formatted(reason.code(), reason)))
          .isEqualTo(isSent);
    }
  }

  @Test
  void namesEveryLimitWithItsDefault() {
    assertThat(document)
        .contains("`max-frame-size` | %d MiB".formatted(TestLimits.NODE.maxFrameBytes() >> 20))
        .contains("`discard-limit` | %d MiB".formatted(TestLimits.NODE.discardLimit() >> 20))
        .contains("`max-pixels` | " + grouped(TestLimits.NODE.maxPixels()))
        .contains("`max-map-cells` | " + grouped(TestLimits.EDGE.maxMapCells()));
    for (WireLimits limits : List.of(TestLimits.NODE, TestLimits.EDGE)) {
      String rate = " s + length ÷ %d kB/s".formatted(limits.minRate() / 1000);
      assertThat(document)
          .contains("`handshake-timeout` | %d s".formatted(limits.handshakeTimeout().toSeconds()))
          .contains("`min-rate` | " + limits.messageGrace().toSeconds() + rate)
          .contains("`ping-after` | %d s".formatted(limits.pingAfter().toSeconds()))
          .contains("`silence-timeout` | %d s".formatted(limits.silenceTimeout().toSeconds()))
          .contains("`write-stall-timeout` | " + limits.writeStallTimeout().toSeconds() + rate)
          .contains("`messages-per-second` | " + grouped(limits.messagesPerSecond()))
          .contains("`linger` | %d s".formatted(limits.linger().toSeconds()));
    }
    Duration elsewhere =
        ConfigFactory.defaultReference().getDuration("throng.edge-node.go-elsewhere-after");
    Silence soon = Silence.of(TestLimits.EDGE).within(elsewhere);
    assertThat(document)
        .contains(
            "asks after %d s and gives up after %d s"
                .formatted(soon.pingAfter().toSeconds(), soon.timeout().toSeconds()));
    assertThat(document)
        .contains("length " + WireFormat.MAX_CONTROL)
        .contains(WireFormat.MAX_TEXT + " bytes");
  }

  private static String grouped(int number) {
    return "%,d".formatted(number).replaceAll("\\D", " ");
  }

  private static Stream<String> matches(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map((MatchResult m) -> m.group(1));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException missing) {
      throw new AssertionError(missing);
    }
  }
}

package throng.common.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WordWrapTest {
  private static final Optional<TerminalSize> NARROW = Optional.of(new TerminalSize(20, 10));

  @Test
  void breaksASentenceAtBlanksAlone() {
    assertThat(WordWrap.wrapped("The node at 10.0.0.5:7600 answers again.", 20))
        .isEqualTo("The node at\n  10.0.0.5:7600\n  answers again.");
  }

  @Test
  void leavesAWordWholeThatIsLongerThanALine() {
    assertThat(WordWrap.wrapped("See /a/folder/with/a/long/name there", 10))
        .isEqualTo("See\n  /a/folder/with/a/long/name\n  there");
    assertThat(WordWrap.wrapped("/a/folder/with/a/long/name", 10))
        .isEqualTo("/a/folder/with/a/long/name");
  }

  @Test
  void leavesLinesThatFitAndTheirEndsAsTheyAre() {
    assertThat(WordWrap.wrapped("  a b\n\ntwenty characters ok\n", 20))
        .isEqualTo("  a b\n\ntwenty characters ok\n");
    assertThat(WordWrap.wrapped("", 20)).isEmpty();
  }

  @Test
  void loneBlanksBreakNothing() {
    assertThat(WordWrap.wrapped(" ".repeat(30) + "a", 20)).isEqualTo(" ".repeat(30) + "a");
    assertThat(WordWrap.wrapped("a" + " ".repeat(30), 20)).isEqualTo("a");
  }

  @Test
  void theErrorOutputIsBrokenOnATerminalOnly() {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    ByteArrayOutputStream kept = new ByteArrayOutputStream();

    printed(shown, NARROW).println("Größe: die größte, 100 Meter");
    printed(kept, Optional.empty()).println("Größe: die größte, 100 Meter");

    assertThat(shown.toString(UTF_8)).isEqualTo("Größe: die größte,\n  100 Meter\n");
    assertThat(kept.toString(UTF_8)).isEqualTo("Größe: die größte, 100 Meter\n");
  }

  private static PrintStream printed(ByteArrayOutputStream to, Optional<TerminalSize> size) {
    return new PrintStream(new WrappedOutput(to, UTF_8, () -> size), true, UTF_8);
  }
}

package throng.common.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void redrawsTheStatusInPlaceOnATerminal() {
    Console console = console(true, false);

    console.status(List.of("a", "b"));
    console.status(List.of("c", "d"));

    assertThat(text(out)).isEqualTo(unwrapped("a\nb\n") + "\r\033[2A\033[J" + unwrapped("c\nd\n"));
  }

  @Test
  void keepsALineAboveTheStatus() {
    Console console = console(true, false);

    console.status(List.of("a"));
    console.line("stays");
    console.status(List.of("b"));

    assertThat(text(out))
        .isEqualTo(unwrapped("a\n") + "\r\033[1A\033[JNOW stays\n" + unwrapped("b\n"));
  }

  @Test
  void writesPlainLinesElsewhere() {
    Console console = console(false, false);

    console.status(List.of("a"));
    console.status(List.of("b"));

    assertThat(text(out)).isEqualTo("a\nb\n");
  }

  @Test
  void tellsErrorsOnlyWhenQuiet() {
    Console console = console(true, true);

    console.status(List.of("a"));
    console.line("b");
    console.error("The disk is full.");

    assertThat(text(out)).isEmpty();
    assertThat(text(err)).isEqualTo("NOW The disk is full.\n");
  }

  @Test
  void tellsTheEndOfAnOutageWhereItsBeginningWasTold() {
    console(false, true).over("It is back.");

    assertThat(text(out)).isEmpty();
    assertThat(text(err)).isEqualTo("NOW It is back.\n");

    console(false, false).over("It is back.");

    assertThat(text(out)).isEqualTo("NOW It is back.\n");
  }

  @Test
  void keepsWhatOthersWriteToTheErrorOutputAboveTheStatus() {
    PrintStream before = System.err;
    try (Console console = console(true, false)) {
      console.takeErrors();
      console.status(List.of("a"));
      System.err.println("WARN a peer");
      console.status(List.of("b"));
    } finally {
      System.setErr(before);
    }

    // One terminal shows both: the status is gone before the warning comes, and nothing erases it.
    assertThat(text(out)).isEqualTo(unwrapped("a\n") + "\r\033[1A\033[J" + unwrapped("b\n"));
    assertThat(text(err)).isEqualTo("WARN a peer\n");
  }

  @Test
  void erasesNothingThatTheUserTypes() {
    Console console = console(true, false);

    console.status(List.of("a"));
    console.ask("> ");
    console.status(List.of("b"));
    console.line("c");
    console.error("d");
    console.answered();
    console.line("e");
    console.askAgain();
    console.askAgain();

    assertThat(text(out)).isEqualTo(unwrapped("a\n") + "> \nNOW c\n> \n> NOW e\n> ");
    assertThat(text(err)).isEqualTo("NOW d\n");
  }

  @Test
  void asksNobodyWhereThereIsNoTerminal() {
    Console console = console(false, false);

    console.ask("> ");
    console.status(List.of("a"));
    console.askAgain();

    assertThat(text(out)).isEqualTo("a\n");
  }

  @Test
  void stampsWithDateTimeAndZone() {
    Instant now = Instant.parse("2026-11-26T04:47:53Z");

    assertThat(TimeStamp.before("It is.", now, ZoneOffset.UTC))
        .isEqualTo("2026-11-26 04:47:53Z It is.");
    assertThat(TimeStamp.before("It is.", now, ZoneOffset.ofHours(1)))
        .isEqualTo("2026-11-26 05:47:53+01:00 It is.");
  }

  @Test
  void blanksWhatCouldSteerTheTerminal() {
    Console console = console(false, false);

    console.status(List.of("a\033[2Jb\rc"));
    console.line("d\u009b31me\nf");
    console.error("g\u0007h");

    assertThat(text(out)).isEqualTo("a [2Jb c\nNOW d 31me\nf\n");
    assertThat(text(err)).isEqualTo("NOW g h\n");
  }

  @Test
  void rendersTheTimeLeft() {
    assertThat(ProgressBar.render(25, OptionalLong.of(100), 5))
        .isEqualTo("[######..................] 25/100  25 % 5.0 a second, 15 s left");
    assertThat(ProgressBar.render(25, OptionalLong.empty(), 5)).isEqualTo("25 done, 5.0 a second");
    assertThat(ProgressBar.render(0, OptionalLong.of(625), 5)).endsWith(", 2 min 05 s left");
    assertThat(ProgressBar.render(0, OptionalLong.of(36_900), 5)).endsWith(", 2 h 03 min left");
  }

  private Console console(boolean terminal, boolean quiet) {
    return new Console(
        new PrintStream(out), new PrintStream(err), terminal, quiet, it -> "NOW " + it);
  }

  /** Lines that the terminal cuts off at its edge. */
  private static String unwrapped(String lines) {
    return "\033[?7l" + lines + "\033[?7h";
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}

package throng.common.console;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import throng.streams.log.Printable;

/**
 * Where a program tells a person what it does.
 *
 * <p>On a terminal the status lines are redrawn in place, at the bottom; elsewhere nothing is
 * redrawn: who writes to a file decides how often a line is worth it. Where a person is asked for
 * lines nothing is redrawn either: it would go over what is typed. Every line but those has its
 * date, time and zone. Control characters that a peer, a file's name or a setting brought along are
 * blanks. Any thread may call it.
 */
public final class Console implements AutoCloseable {
  // A line that wraps would take two rows, and the next redraw would erase one too few.
  private static final String WRAP_OFF = "\033[?7l";
  private static final String WRAP_ON = "\033[?7h";

  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;
  private final boolean quiet;
  private final UnaryOperator<String> stamp;
  private final Optional<QuietLog> log;
  private int standing;
  private boolean takesErrors;
  private String question = "";
  private boolean isAsking;

  /**
   * @param stamp puts the time in front of a line
   */
  Console(
      PrintStream out,
      PrintStream err,
      boolean terminal,
      boolean quiet,
      UnaryOperator<String> stamp) {
    this(out, err, terminal, quiet, stamp, Optional.empty());
  }

  private Console(
      PrintStream out,
      PrintStream err,
      boolean terminal,
      boolean quiet,
      UnaryOperator<String> stamp,
      Optional<QuietLog> log) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
    this.quiet = quiet;
    this.stamp = stamp;
    this.log = log;
  }

  /**
   * The process' own output; {@code quiet}: errors only, and of its log too. On a terminal, what
   * others write to {@link System#err} until it is closed stays above the status lines.
   */
  public static Console create(boolean quiet) {
    Optional<QuietLog> log = quiet ? Optional.of(QuietLog.begin()) : Optional.empty();
    Console console =
        new Console(System.out, System.err, outputIsTerminal(), quiet, TimeStamp::before, log);
    if (console.terminal) {
      console.takeErrors();
    }
    return console;
  }

  /** Has what others write to {@link System#err} stay above the status lines. */
  void takeErrors() {
    takesErrors = true;
    System.setErr(new PrintStream(new AboveStatus(this, err), true, NativeErrors.encoding()));
  }

  public boolean isTerminal() {
    return terminal;
  }

  /** The terminal's size at this moment; empty: there is no terminal, or it does not tell. */
  public Optional<TerminalSize> size() {
    return terminal ? TerminalSize.now() : Optional.empty();
  }

  public boolean isQuiet() {
    return quiet;
  }

  /**
   * Asks for lines, on a terminal: the question stands below what is said, until it is {@link
   * #answered}, and again when the answer was {@link #askAgain dealt with}.
   */
  public synchronized void ask(String wording) {
    if (terminal) {
      question = wording;
      standing = 0;
      askAgain();
    }
  }

  /** A line was typed: what is said comes below it. */
  public synchronized void answered() {
    isAsking = false;
  }

  /** Asks for the next line, where lines are asked for. */
  public synchronized void askAgain() {
    if (!question.isEmpty() && !isAsking) {
      isAsking = true;
      flush(out, new StringBuilder(question));
    }
  }

  /** Replaces the status lines on a terminal; plain lines elsewhere. */
  public synchronized void status(List<String> lines) {
    if (quiet || !question.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder();
    erase(text);
    text.append(terminal ? WRAP_OFF : "");
    lines.forEach(line -> text.append(Printable.lines(line)).append('\n'));
    text.append(terminal ? WRAP_ON : "");
    standing = terminal ? lines.size() : 0;
    flush(out, text);
  }

  /** A line that stays, above the status lines. */
  public synchronized void line(String line) {
    if (quiet) {
      return;
    }
    StringBuilder text = new StringBuilder();
    erase(text);
    standing = 0;
    flush(out, text.append(wrapped(stamped(line))).append(isAsking ? question : ""));
  }

  /** A line on the error output; also when quiet. */
  public synchronized void error(String sentence) {
    boolean wasAsking = isAsking;
    aboveStatus(() -> flush(err, new StringBuilder(stamped(sentence))));
    if (wasAsking) {
      askAgain();
    }
  }

  /**
   * The end of what {@link #error} told of: a line, and when quiet one on the error output, so that
   * nobody who was told of an outage takes it to last.
   */
  public void over(String sentence) {
    if (quiet) {
      error(sentence);
    } else {
      line(sentence);
    }
  }

  /** Writes something that stays where the status lines stood. */
  synchronized void aboveStatus(Runnable writing) {
    StringBuilder text = new StringBuilder();
    erase(text);
    standing = 0;
    flush(out, text);
    // What others write may be a part of a line: the question would stand in the middle of it.
    isAsking = false;
    writing.run();
  }

  /** Leaves the last status lines standing, and log and error output as they were before. */
  @Override
  public synchronized void close() {
    standing = 0;
    out.flush();
    if (takesErrors) {
      System.setErr(err);
    }
    log.ifPresent(QuietLog::close);
  }

  private String stamped(String sentence) {
    return stamp.apply(Printable.lines(sentence)) + '\n';
  }

  private String wrapped(String text) {
    return size().map(size -> WordWrap.wrapped(text, size.columns())).orElse(text);
  }

  private void erase(StringBuilder text) {
    if (isAsking) {
      // What was typed so far stays where it is.
      text.append('\n');
    } else if (standing > 0) {
      // Ctrl-C may have left "^C" in front of the cursor.
      text.append("\r\033[").append(standing).append("A\033[J");
    }
  }

  private static void flush(PrintStream stream, StringBuilder text) {
    stream.print(text);
    stream.flush();
  }

  // System.console() needs the input to be a terminal too, and from JDK 22 on is never null.
  private static boolean outputIsTerminal() {
    Path output = Path.of("/proc/self/fd/1");
    try {
      String target = Files.readSymbolicLink(output).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (java.io.IOException | RuntimeException e) {
      return System.console() != null && !Files.exists(Path.of("/proc/self"));
    }
  }
}

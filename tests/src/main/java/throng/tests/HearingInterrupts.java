package throng.tests;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Starts programs that hear Ctrl-C as they do in a terminal.
 *
 * <p>Where a build runs in the background of a script, or under some supervisors, SIGINT is ignored
 * and whatever it starts inherits that: a JVM then never hears it. Java cannot give a signal back
 * to a program that it starts.
 */
final class HearingInterrupts {
  private static final List<List<String>> LAUNCHERS =
      List.of(
          List.of("env", "--default-signal=INT"),
          List.of("perl", "-e", "$SIG{INT} = 'DEFAULT'; exec { $ARGV[0] } @ARGV; exit 127", "--"));

  private static final List<String> LAUNCHER =
      LAUNCHERS.stream().filter(HearingInterrupts::works).findFirst().orElse(List.of());

  private HearingInterrupts() {}

  /** What stands before a command line, and is replaced by it; empty where the machine has none. */
  static List<String> launcher() {
    return LAUNCHER;
  }

  private static boolean works(List<String> launcher) {
    try {
      Process trial =
          new ProcessBuilder(concat(launcher, "true"))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return trial.waitFor(10, TimeUnit.SECONDS) && trial.exitValue() == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static List<String> concat(List<String> launcher, String program) {
    return Stream.concat(launcher.stream(), Stream.of(program)).toList();
  }
}

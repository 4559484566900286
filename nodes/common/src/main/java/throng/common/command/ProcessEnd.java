package throng.common.command;

import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import sun.misc.Signal;
import throng.common.console.TimeStamp;
import throng.common.natives.NativeFolder;
import throng.streams.log.Reason;

/**
 * How the process ends where not by itself, and with which exit code. A supervisor that orders the
 * end with SIGTERM is not to take it for a failure.
 */
public final class ProcessEnd {
  /** The exit code after Ctrl-C. */
  public static final int INTERRUPTED = 130;

  /** The exit code of a process that cannot go on, and is to be started again. */
  public static final int BEYOND_USE = 4;

  private static volatile IntUnaryOperator exitCode = own -> INTERRUPTED;

  private ProcessEnd() {}

  /**
   * From now on SIGTERM ends the process with 0 in place of 143, unless a shutdown hook halts it
   * with another code; and a part of the program that cannot be loaded ends it with a sentence,
   * where the error comes to a thread's handler. To be called once.
   */
  public static void prepare() {
    // What cannot be loaded any more may be this: it is used once before.
    sentence("", TimeStamp::before);
    try {
      Signal.handle(new Signal("TERM"), order -> end(own -> own, 0));
    } catch (IllegalArgumentException notHere) {
      // A system without it, or a JVM that was told to leave signals alone.
    }
    Thread.setDefaultUncaughtExceptionHandler(ProcessEnd::onUncaught);
  }

  private static void end(IntUnaryOperator code, int otherwise) {
    exitCode = code;
    System.exit(otherwise);
  }

  /** What becomes of an error that nobody takes. */
  public static void onUncaught(Thread thread, Throwable uncaught) {
    if (!(uncaught instanceof LinkageError)) {
      System.err.print(TimeStamp.before("Exception in thread \"" + thread.getName() + "\" "));
      uncaught.printStackTrace();
      return;
    }
    sentence(
        Reason.of(Reason.root(uncaught)),
        sentence -> System.err.println(TimeStamp.before(sentence)));
    // Of its own: a thread that ends the process waits for ever, and others may wait for it.
    Thread end = new Thread(() -> end(own -> BEYOND_USE, BEYOND_USE), "end");
    end.setDaemon(true);
    end.start();
  }

  private static void sentence(String why, Consumer<String> say) {
    say.accept(
        ("A part of this program cannot be loaded (%s), and never will be. It ends with exit code"
                + " %d: start it again; where too many files were open, after a larger `ulimit"
                + " -n`.")
            .formatted(why, BEYOND_USE));
  }

  /**
   * Ends the process from a shutdown hook.
   *
   * @param code what the program itself would end with
   */
  public static void halt(int code) {
    NativeFolder.clear();
    Runtime.getRuntime().halt(exitCode.applyAsInt(code));
  }
}

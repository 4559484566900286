package throng.edge;

import org.jspecify.annotations.Nullable;
import throng.common.command.CommandLines;
import throng.common.console.Console;
import throng.streams.camera.CameraException;
import throng.streams.flow.FutureFailure;
import throng.streams.flow.RefusedException;
import throng.streams.log.Reason;
import throng.streams.tcp.GaveUpException;
import throng.streams.tcp.ListenException;

/** What the process tells its caller at the end, the worst last. */
enum ExitCode {
  OK(0),
  /**
   * A run that is lossless or of so many rows has one without a count, or a file that was asked for
   * lacks something.
   */
  MISSING(1),
  /** Refused, or given up. */
  REFUSED(3),
  /** An address cannot be listened at. */
  UNSERVED(CommandLines.WRONG);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  ExitCode or(ExitCode other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /**
   * What a camera's end means; a failure is said on the console.
   *
   * @param isLimited whether a number of rows was asked for
   */
  static ExitCode of(
      CameraRun run, @Nullable Throwable failure, boolean isLimited, Console console) {
    if (failure == null) {
      boolean wantsAll = run.isLossless() || isLimited;
      boolean incomplete = wantsAll && run.status().rowsWithoutCount() > 0;
      return incomplete ? MISSING : OK;
    }
    Throwable cause = FutureFailure.cause(failure);
    boolean told =
        cause instanceof RefusedException
            || cause instanceof GaveUpException
            || cause instanceof CameraException
            || cause instanceof ListenException;
    String sentence = told ? cause.getMessage() : "failed unexpectedly: " + Reason.of(cause) + ".";
    console.error(run.camera().id().camera() + ": " + sentence);
    if (cause instanceof ListenException) {
      return UNSERVED;
    }
    return cause instanceof RefusedException || cause instanceof GaveUpException
        ? REFUSED
        : MISSING;
  }
}

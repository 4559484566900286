package throng.gpu.web;

import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import throng.common.console.Console;
import throng.gpu.web.access.Access;
import throng.streams.log.Reason;

/**
 * Takes in what other processes change of the accounts, and tells, while there is none, how to make
 * the first. Looked at twice a second.
 */
final class AccountWatch {
  private final Access access;
  private final Executor disk;
  private final Console console;
  private String told = "";
  private boolean isBroken;

  AccountWatch(Access access, Executor disk, Console console) {
    this.access = access;
    this.disk = disk;
    this.console = console;
  }

  /**
   * Looks, on another thread.
   *
   * @param page its address
   */
  void look(String page) {
    try {
      disk.execute(() -> refresh(page));
    } catch (RejectedExecutionException busy) {
      // The next look is soon enough.
      return;
    }
  }

  private synchronized void refresh(String page) {
    try {
      access.refresh();
      isBroken = false;
    } catch (UncheckedIOException broken) {
      if (!isBroken) {
        console.error(
            "The files of users cannot be read or written, so that the last ones stay: "
                + Reason.of(broken)
                + ".");
      }
      isBroken = true;
    }
    Optional<String> code = access.firstCode();
    if (code.isPresent() && !code.get().equals(told)) {
      told = code.get();
      console.line("Make the first account within an hour: " + page + "#first=" + told);
    }
  }
}

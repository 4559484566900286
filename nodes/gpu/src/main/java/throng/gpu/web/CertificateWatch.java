package throng.gpu.web;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import throng.common.console.Console;
import throng.streams.tls.RenewedIdentity;

/** Has the page's certificate follow its files, and tells of it. Looked at twice a second. */
final class CertificateWatch {
  private final RenewedIdentity identity;
  private final Executor disk;
  private final Console console;

  CertificateWatch(RenewedIdentity identity, Executor disk, Console console) {
    this.identity = identity;
    this.disk = disk;
    this.console = console;
  }

  void look() {
    try {
      disk.execute(this::renew);
    } catch (RejectedExecutionException busy) {
      // The next look is soon enough.
      return;
    }
  }

  private void renew() {
    identity
        .look()
        .ifPresent(
            seen -> {
              if (seen.isRenewed()) {
                console.over(seen.sentence());
              } else {
                console.error(seen.sentence());
              }
            });
  }
}

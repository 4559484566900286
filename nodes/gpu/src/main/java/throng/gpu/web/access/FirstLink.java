package throng.gpu.web.access;

import java.util.function.LongSupplier;

/** The code with which the first account is made; it is in no file, and a new one each hour. */
final class FirstLink {
  private final LongSupplier nanos;
  private String code = "";
  private long untilNanos;

  FirstLink(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** The one that holds. */
  synchronized String code() {
    if (isOver()) {
      code = Digest.secret();
      untilNanos = nanos.getAsLong() + Accounts.LINK_HOLDS.toNanos();
    }
    return code;
  }

  synchronized boolean isCode(String other) {
    return !isOver() && Digest.isSame(code, other);
  }

  private boolean isOver() {
    return code.isEmpty() || untilNanos - nanos.getAsLong() < 0;
  }
}

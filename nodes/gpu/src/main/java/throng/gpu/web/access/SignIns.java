package throng.gpu.web.access;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Browsers that have signed in, in memory only; of too many the one that asked last goes. */
final class SignIns {
  private static final int MOST = 10_000;

  private final Duration holds;
  private final LongSupplier nanos;
  private final Map<String, SignIn> byDigest = new LinkedHashMap<>(16, 0.75f, true);

  /** Whose it is, and of which version of their account. */
  record SignIn(String account, long version, long untilNanos) {}

  SignIns(Duration holds, LongSupplier nanos) {
    this.holds = holds;
    this.nanos = nanos;
  }

  Duration holds() {
    return holds;
  }

  /** A new secret for that account's browser. */
  synchronized String open(Account account) {
    String secret = Digest.secret();
    byDigest.put(Digest.sha256(secret), signIn(account.name(), account.version()));
    Iterator<String> eldest = byDigest.keySet().iterator();
    if (byDigest.size() > MOST) {
      eldest.next();
      eldest.remove();
    }
    return secret;
  }

  /** The sign-in of that digest; it holds as long again from now. */
  synchronized Optional<SignIn> use(String digest) {
    SignIn found = byDigest.get(digest);
    if (found == null) {
      return Optional.empty();
    } else if (found.untilNanos() - nanos.getAsLong() < 0) {
      byDigest.remove(digest);
      return Optional.empty();
    }
    byDigest.put(digest, signIn(found.account(), found.version()));
    return Optional.of(found);
  }

  synchronized void close(String digest) {
    byDigest.remove(digest);
  }

  private SignIn signIn(String account, long version) {
    return new SignIn(account, version, nanos.getAsLong() + holds.toNanos());
  }
}

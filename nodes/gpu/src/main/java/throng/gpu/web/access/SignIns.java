package throng.gpu.web.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import throng.gpu.web.json.Json;

/**
 * Browsers that have signed in; of too many the one that asked last goes. They outlive the node, so
 * that a wall does not go dark when it is started anew. Any thread may use it.
 */
final class SignIns {
  private static final int MOST = 10_000;
  private static final int PARTS = 24;

  private final Duration holds;
  private final LongSupplier millis;
  private final Optional<PrivateFile> file;
  private final Map<String, SignIn> byDigest = new LinkedHashMap<>(16, 0.75f, true);
  // When each browser was given its cookie; of those that a node before has kept it is not known.
  private final Map<String, Long> cookieMillis = new HashMap<>();
  private boolean isChanged;

  /** Whose it is, and of which version of their account. */
  record SignIn(String account, long version, long untilMillis) {}

  private record Kept(Map<String, SignIn> signIns) {}

  /**
   * Those that a node before has kept, if it could.
   *
   * @param millis since 1970-01-01 UTC
   * @param folder empty: they last as long as this does
   */
  SignIns(Duration holds, LongSupplier millis, Optional<Path> folder) {
    this.holds = holds;
    this.millis = millis;
    this.file = folder.map(it -> new PrivateFile(it, "sign-ins.json"));
    file.ifPresent(it -> byDigest.putAll(read(it)));
  }

  Duration holds() {
    return holds;
  }

  /** A new secret for that account's browser. */
  synchronized String open(Account account) {
    String secret = Digest.secret();
    String digest = Digest.sha256(secret);
    byDigest.put(digest, signIn(account.name(), account.version()));
    cookieMillis.put(digest, millis.getAsLong());
    isChanged = true;
    if (byDigest.size() > MOST) {
      close(byDigest.keySet().iterator().next());
    }
    return secret;
  }

  /** The sign-in of that digest; it holds as long again from now. */
  synchronized Optional<SignIn> use(String digest) {
    Optional<SignIn> found = find(digest);
    found.ifPresent(it -> renew(digest, it));
    return found;
  }

  /** The sign-in of that digest, which does not hold for longer by that. */
  synchronized Optional<SignIn> find(String digest) {
    Optional<SignIn> found = Optional.ofNullable(byDigest.get(digest));
    if (found.isPresent() && found.get().untilMillis() < millis.getAsLong()) {
      close(digest);
      return Optional.empty();
    }
    return found;
  }

  // Not at each request: what is kept would be written each second.
  private void renew(String digest, SignIn found) {
    long until = millis.getAsLong() + holds.toMillis();
    if (until - found.untilMillis() > holds.toMillis() / PARTS) {
      byDigest.put(digest, signIn(found.account(), found.version()));
      isChanged = true;
    }
  }

  /**
   * Whether its browser is to be given its cookie once more, which else ends before this does; true
   * once in a while.
   */
  synchronized boolean isCookieDue(String digest) {
    long now = millis.getAsLong();
    Long given = cookieMillis.get(digest);
    if (!byDigest.containsKey(digest) || given != null && now - given <= holds.toMillis() / PARTS) {
      return false;
    }
    cookieMillis.put(digest, now);
    return true;
  }

  synchronized void close(String digest) {
    cookieMillis.remove(digest);
    isChanged |= byDigest.remove(digest) != null;
  }

  /** Keeps what has changed. Blocks on the disk. */
  void save() throws IOException {
    Kept kept;
    synchronized (this) {
      if (!isChanged || file.isEmpty()) {
        return;
      }
      isChanged = false;
      kept = new Kept(new LinkedHashMap<>(byDigest));
    }
    try {
      file.get().write(kept);
    } catch (IOException e) {
      synchronized (this) {
        isChanged = true;
      }
      throw e;
    }
  }

  private static Map<String, SignIn> read(PrivateFile file) {
    try {
      return Json.read(Files.readAllBytes(file.path()), Kept.class).signIns();
    } catch (IOException noneOrBroken) {
      // Everybody signs in again, which mends it.
      return Map.of();
    }
  }

  private SignIn signIn(String account, long version) {
    return new SignIn(account, version, millis.getAsLong() + holds.toMillis());
  }
}

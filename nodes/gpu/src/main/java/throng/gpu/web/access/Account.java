package throng.gpu.web.access;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import throng.gpu.web.access.AccountBook.Removed;

/**
 * Somebody who may sign in.
 *
 * @param cameras those that they see, {@code node/camera} or {@code node/*}; empty: all
 * @param hash of the password; empty: there is none yet, and a link signs them in
 * @param version grows with each change after which who is signed in must sign in again
 * @param madeMillis when it was made, which tells it from one of that name that was removed before;
 *     empty: before that was kept
 */
public record Account(
    String name,
    Role role,
    List<String> cameras,
    String hash,
    long version,
    Optional<Long> madeMillis) {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._@-]{1,64}");

  public Account {
    cameras = List.copyOf(cameras);
  }

  /** Whether somebody can be called so. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  long made() {
    return madeMillis.orElse(0L);
  }

  /** The same, made after that. */
  Account after(Removed removal) {
    long made = Math.max(made(), removal.until() + 1);
    long above = Math.max(version, removal.version() + 1);
    return new Account(name, role, cameras, hash, above, Optional.of(made));
  }

  /** The same in a version above that one. */
  Account above(long other) {
    return new Account(name, role, cameras, hash, Math.max(version, other + 1), madeMillis);
  }

  /** The same with another password's: of two that are changed at two nodes the later one holds. */
  Account withHash(String other, long nowMillis) {
    long newer = Math.max(version + 1, nowMillis);
    return new Account(name, role, cameras, other, newer, madeMillis);
  }
}

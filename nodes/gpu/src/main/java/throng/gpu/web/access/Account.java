package throng.gpu.web.access;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Somebody who may sign in.
 *
 * @param cameras those that they see, {@code node/camera} or {@code node/*}; empty: all
 * @param hash of the password; empty: there is none yet, and a link signs them in
 * @param version grows with each change after which who is signed in must sign in again
 */
public record Account(String name, Role role, List<String> cameras, String hash, long version) {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._@-]{1,64}");

  public Account {
    cameras = List.copyOf(cameras);
  }

  /** Whether somebody can be called so. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** The same, of a version above that one. */
  Account after(long other) {
    return new Account(name, role, cameras, hash, Math.max(version, other + 1));
  }

  /** The same with another password's: of two that are changed at two nodes the later one holds. */
  Account withHash(String other, long nowMillis) {
    return new Account(name, role, cameras, other, Math.max(version + 1, nowMillis));
  }
}

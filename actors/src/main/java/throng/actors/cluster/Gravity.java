package throng.actors.cluster;

/**
 * Whether this node is on an island: its cluster lacks the first seed, which others find there. One
 * thread.
 */
final class Gravity {
  /** Once may be while the first seed is about to come in. */
  private static final int ENOUGH = 2;

  private int seen;

  /**
   * It was looked for.
   *
   * @param isLacking whether it is not in the cluster, and its port accepts
   * @return whether to leave this cluster for its
   */
  boolean looked(boolean isLacking) {
    seen = isLacking ? seen + 1 : 0;
    return seen >= ENOUGH;
  }
}

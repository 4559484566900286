package throng.actors.cluster;

/**
 * Whether this node is on an island: its cluster lacks a seed that is there, and stands before all
 * that it has. One thread.
 */
final class Gravity {
  /** Once may be while that seed is about to come in. */
  private static final int ENOUGH = 2;

  private int seen;

  /**
   * Such seeds were looked for.
   *
   * @param isLacking whether one is not in the cluster, and its port accepts
   * @return whether to leave this cluster for its one
   */
  boolean looked(boolean isLacking) {
    seen = isLacking ? seen + 1 : 0;
    return seen >= ENOUGH;
  }
}

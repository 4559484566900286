package throng.gpu.web.http;

import java.util.HashMap;
import java.util.Map;

/**
 * The connections on which somebody known has asked: they stay, however many strangers come. So
 * that strangers find room all the same they are bounded in all, and so that nobody fills the page
 * alone those of each user or token are. A further one is served, and may be closed as a stranger's
 * is. Any thread may use it.
 */
final class Admissions {
  private static final int SHARE_OF_ONE = 2;

  private final int most;
  private final int mostOfOne;
  private final Map<String, Integer> byUser = new HashMap<>();
  private int all;

  Admissions(int most) {
    this.most = most;
    this.mostOfOne = most / SHARE_OF_ONE;
  }

  /** Whether one more of this user's stays; then it counts until it is given back. */
  synchronized boolean take(String user) {
    int its = byUser.getOrDefault(user, 0);
    if (all >= most || its >= mostOfOne) {
      return false;
    }
    all++;
    byUser.put(user, its + 1);
    return true;
  }

  /** One that was taken has ended. */
  synchronized void giveBack(String user) {
    all--;
    byUser.computeIfPresent(user, (key, its) -> its == 1 ? null : its - 1);
  }
}

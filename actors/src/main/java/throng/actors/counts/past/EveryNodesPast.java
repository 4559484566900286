package throng.actors.counts.past;

import throng.actors.counts.History;

/** The past that this node and all others have. Any thread may use it. */
public final class EveryNodesPast {
  private final History own;
  private final OtherNodes others;

  public EveryNodesPast(History own, OtherNodes others) {
    this.own = own;
    this.others = others;
  }

  /** Looks at it once, for one who asks: which nodes did not answer is told afterwards. */
  public SitePast look() {
    return new SitePast(own, others);
  }
}

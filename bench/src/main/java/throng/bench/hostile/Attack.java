package throng.bench.hostile;

import java.util.List;

/** One kind of wrong that peers do to a node, in a few variants that take turns. */
interface Attack {
  /** Its variants, in the order of their turns; what takes long to make is made here. */
  List<Variant> variants();

  /**
   * One way of it.
   *
   * @param name for people
   */
  record Variant(String name, Play play) {}

  /** Does wrong until the turn is over; whatever the node does about it is no fault. */
  interface Play {
    void play(Target node, Turn turn) throws InterruptedException;
  }
}

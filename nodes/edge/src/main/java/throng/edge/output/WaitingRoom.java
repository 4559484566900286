package throng.edge.output;

import throng.streams.flow.Outcome;
import throng.streams.frame.DensityMap;

/**
 * How much may wait for a view.
 *
 * @param outcomes at most so many
 * @param bytes their pictures and maps at most, but always one outcome
 */
public record WaitingRoom(int outcomes, long bytes) {
  /** For one outcome, whatever its size. */
  public static final WaitingRoom FOR_ONE = new WaitingRoom(1, 1);

  /** What pictures and maps that wait may take of the heap, all views of all cameras together. */
  private static final double SHARE_OF_HEAP = 0.25;

  /** One of several rooms, which all together take no more than their share of the heap. */
  static WaitingRoom oneOf(int rooms, int outcomes) {
    long heap = Runtime.getRuntime().maxMemory();
    return new WaitingRoom(outcomes, (long) (heap * SHARE_OF_HEAP / Math.max(1, rooms)));
  }

  static long bytes(Outcome outcome) {
    long map =
        outcome.reply() instanceof DensityMap answer
            ? (long) answer.values().length * Float.BYTES
            : 0;
    return map + outcome.frame().picture().jpeg().size();
  }
}

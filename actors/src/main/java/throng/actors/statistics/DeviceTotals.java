package throng.actors.statistics;

/**
 * One device's numbers since its network was opened, as read at one moment.
 *
 * @param workers how many are to run on it
 * @param open how many of them do
 * @param batches how many were run
 * @param pictures how many these held, a picture in tiles once a tile
 * @param busyNanos how long they took
 * @param outOfMemory how many did not fit into its memory; each halves the batches of that size
 * @param pixelsPerSecond its part of the {@link Capacity}
 */
public record DeviceTotals(
    int workers,
    int open,
    long batches,
    long pictures,
    long busyNanos,
    long outOfMemory,
    double pixelsPerSecond) {
  /**
   * With those of another network on the same device. They share its time, so that it could count
   * no more than it does with the quicker one.
   */
  public DeviceTotals and(DeviceTotals other) {
    return new DeviceTotals(
        workers + other.workers,
        open + other.open,
        batches + other.batches,
        pictures + other.pictures,
        busyNanos + other.busyNanos,
        outOfMemory + other.outOfMemory,
        Math.max(pixelsPerSecond, other.pixelsPerSecond));
  }
}

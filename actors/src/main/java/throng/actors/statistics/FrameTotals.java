package throng.actors.statistics;

import java.util.EnumMap;
import java.util.Map;
import throng.streams.frame.SkipReason;

/**
 * What became of frames, as read at one moment: of one camera's or of all, since the node's start
 * or since an earlier reading. Then accepted = answered + skipped + under way, of all since the
 * start.
 *
 * @param accepted frames that came
 * @param answered frames that got a map
 * @param underWay frames that are neither answered nor skipped at this moment
 * @param skipped frames that got no count, by reason
 * @param times where the answered ones spent their time
 */
public record FrameTotals(
    long accepted, long answered, long underWay, Map<SkipReason, Long> skipped, StageTimes times) {

  /** Frames without a count, whatever the reason. */
  public long skippedInAll() {
    return skipped.values().stream().mapToLong(Long::longValue).sum();
  }

  public long skipped(SkipReason reason) {
    return skipped.getOrDefault(reason, 0L);
  }

  /** What came to these since {@code earlier} was read of the same frames. */
  public FrameTotals since(FrameTotals earlier) {
    Map<SkipReason, Long> more = new EnumMap<>(SkipReason.class);
    skipped.forEach(
        (reason, times) -> {
          if (times > earlier.skipped(reason)) {
            more.put(reason, times - earlier.skipped(reason));
          }
        });
    return new FrameTotals(
        accepted - earlier.accepted,
        answered - earlier.answered,
        underWay,
        Map.copyOf(more),
        times.since(earlier.times));
  }
}

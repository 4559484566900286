package throng.actors.statistics;

import java.util.EnumMap;
import java.util.Map;
import throng.streams.frame.DensityMap.Timing;
import throng.streams.frame.SkipReason;

/** Counts what becomes of frames, each in exactly one place. Its {@link NodeStatistics}' own. */
final class FrameCounter {
  private final Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
  private final StageTimes times = StageTimes.none();
  private long accepted;
  private long answered;
  private long underWay;

  void accepted() {
    accepted++;
    underWay++;
  }

  void answered(Timing timing) {
    answered++;
    underWay--;
    times.record(timing);
  }

  void skipped(SkipReason reason) {
    skipped.merge(reason, 1L, Long::sum);
    underWay--;
  }

  boolean hasFramesUnderWay() {
    return underWay > 0;
  }

  FrameTotals read() {
    return new FrameTotals(accepted, answered, underWay, Map.copyOf(skipped), times.copy());
  }
}

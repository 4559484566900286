package throng.gpu;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import throng.actors.statistics.FrameTotals;
import throng.actors.statistics.IntervalReader.Interval;
import throng.actors.statistics.NodeStatistics.Snapshot;
import throng.actors.statistics.StageTimes;
import throng.actors.statistics.StageTimes.Spread;

/** What the node does, in one line. */
final class StatusLine {
  private StatusLine() {}

  /**
   * Its fields: the last interval's rates and medians, then what went wrong since the start: frames
   * that were skipped, edges that were refused, connections that were cut off.
   *
   * @param devices how busy each was, where there are several
   */
  static List<String> fields(Snapshot all, Interval last, String devices) {
    StageTimes times = last.frames().times();
    return Stream.of(
            all.cameras() + (all.cameras() == 1 ? " camera" : " cameras"),
            String.format(Locale.ROOT, "%.1f frames/s", last.framesPerSecond()),
            String.format(
                Locale.ROOT, "batch %.1f (max %d)", times.batch().mean(), times.batch().max()),
            "queue " + millis(times.queuedMicros()),
            "decode " + millis(times.decodeMicros()),
            "inference " + millis(times.inferenceMicros()),
            devices,
            since("skipped", byReason(all.frames().skipped())),
            since("refused", byReason(all.refused())),
            since("cut off", cutOff(all)),
            since("made smaller", all.fitted() == 0 ? "" : Long.toString(all.fitted())))
        .filter(field -> !field.isEmpty())
        .toList();
  }

  /** What became of all frames, and why connections were cut off. */
  static String summary(Snapshot all) {
    FrameTotals frames = all.frames();
    return String.format(
        Locale.ROOT,
        "%d frames accepted: %d counted, %d skipped%s, %d under way.%s",
        frames.accepted(),
        frames.answered(),
        frames.skippedInAll(),
        frames.skipped().isEmpty() ? "" : " (" + byReason(frames.skipped()) + ")",
        frames.underWay(),
        cutOff(all).isEmpty() ? "" : " Connections cut off: " + cutOff(all) + ".");
  }

  private static String since(String what, String reasons) {
    return reasons.isEmpty() ? "" : what + " " + reasons;
  }

  // Of Throng's own protocol, of the old one, and by the listener.
  private static String cutOff(Snapshot all) {
    Map<String, Long> byName = new TreeMap<>();
    all.broken().forEach((kind, times) -> byName.merge(kind.name(), times, Long::sum));
    all.legacyBroken().forEach((reason, times) -> byName.merge(reason.name(), times, Long::sum));
    all.turnedAway().forEach((why, times) -> byName.merge(why.name(), times, Long::sum));
    return byReason(byName);
  }

  private static <R extends Comparable<R>> String byReason(Map<R, Long> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String millis(Spread micros) {
    return String.format(Locale.ROOT, "%.1f ms", micros.p50() / 1000.0);
  }
}

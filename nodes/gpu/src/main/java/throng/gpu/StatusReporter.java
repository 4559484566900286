package throng.gpu;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import java.time.Duration;
import java.util.List;
import throng.actors.statistics.IntervalReader;
import throng.actors.statistics.IntervalReader.Interval;
import throng.actors.statistics.NodeStatistics;
import throng.actors.statistics.NodeStatistics.Snapshot;
import throng.actors.time.MonotonicClock;
import throng.common.console.Console;
import throng.common.console.StatusTable;
import throng.common.console.TerminalSize;

/** Renews the status line: often on a terminal, seldom where every line stays. */
final class StatusReporter {
  private enum Tick {
    INSTANCE
  }

  private StatusReporter() {}

  static Behavior<Void> create(NodeSettings node, Console console, NodeStatistics statistics) {
    boolean terminal = console.isTerminal();
    Duration interval = terminal ? node.statusInterval() : node.plainStatusInterval();
    DeviceUse devices = new DeviceUse(MonotonicClock.SYSTEM);
    IntervalReader intervals = new IntervalReader(statistics::frames, MonotonicClock.SYSTEM);
    return Behaviors.<Object>withTimers(
            timers -> {
              timers.startTimerAtFixedRate(Tick.INSTANCE, interval);
              return Behaviors.receive(Object.class)
                  .onMessageEquals(
                      Tick.INSTANCE,
                      () -> {
                        String use = devices.next(statistics.byDevice());
                        report(console, statistics.snapshot(), intervals.next(), use);
                        return Behaviors.same();
                      })
                  .build();
            })
        .narrow();
  }

  private static void report(Console console, Snapshot all, Interval last, String devices) {
    boolean idle =
        all.cameras() == 0 && last.frames().answered() == 0 && last.frames().skippedInAll() == 0;
    // Where every line stays, nothing is said of nothing.
    if (console.isTerminal() || !idle) {
      int columns = console.size().map(TerminalSize::columns).orElse(Integer.MAX_VALUE);
      console.status(List.of(StatusTable.fit(StatusLine.fields(all, last, devices), columns)));
    }
  }
}

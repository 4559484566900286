package throng.gpu;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import java.time.Duration;
import java.util.List;
import throng.actors.statistics.NodeStatistics;
import throng.actors.statistics.NodeStatistics.Interval;
import throng.actors.statistics.NodeStatistics.Snapshot;
import throng.common.console.Console;

/** Renews the status line: often on a terminal, seldom where every line stays. */
final class StatusReporter {
  private enum Tick {
    INSTANCE
  }

  private StatusReporter() {}

  static Behavior<Void> create(GpuGuardian.Setup setup, NodeStatistics statistics) {
    boolean terminal = setup.console().isTerminal();
    Duration interval =
        terminal
            ? setup.settings().node().statusInterval()
            : setup.settings().node().plainStatusInterval();
    return Behaviors.<Object>withTimers(
            timers -> {
              timers.startTimerAtFixedRate(Tick.INSTANCE, interval);
              return Behaviors.receive(Object.class)
                  .onMessageEquals(
                      Tick.INSTANCE,
                      () -> {
                        report(setup.console(), statistics);
                        return Behaviors.same();
                      })
                  .build();
            })
        .narrow();
  }

  private static void report(Console console, NodeStatistics statistics) {
    Snapshot all = statistics.snapshot();
    Interval last = statistics.interval();
    boolean idle = all.cameras() == 0 && last.answered() == 0 && last.skipped() == 0;
    // Where every line stays, nothing is said of nothing.
    if (console.isTerminal() || !idle) {
      console.status(List.of(StatusLine.render(all, last)));
    }
  }
}

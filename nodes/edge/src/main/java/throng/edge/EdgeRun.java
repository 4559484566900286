package throng.edge;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import throng.common.console.Console;
import throng.edge.output.CameraStatus;
import throng.edge.output.StatusLines;
import throng.edge.output.Summary;
import throng.edge.output.ViewOptions;
import throng.edge.output.Views;

/** One run of the process, from its settings to its summary. */
final class EdgeRun {
  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  private EdgeRun() {}

  /**
   * Runs until the last camera has ended.
   *
   * <p>A Ctrl-C meanwhile ends the cameras in order, and then the process with {@link
   * ExitCode#INTERRUPTED}.
   *
   * @param config the whole of it, for the actor system
   * @return the exit code
   * @throws throng.streams.settings.SettingsException before anything has started
   */
  static int run(
      Config config,
      EdgeSettings settings,
      ViewOptions options,
      OptionalLong stopAfter,
      Console console) {
    Views views =
        Views.open(
            options, settings.files(), settings.cameras().size(), console, InstantSource.system());
    long instance = ThreadLocalRandom.current().nextLong();
    List<CameraRun> runs =
        settings.cameras().stream().map(it -> CameraRun.of(it, instance, console)).toList();
    List<CameraStatus> statuses = runs.stream().map(CameraRun::status).toList();
    runs.forEach(run -> console.line(beginning(run.camera())));

    StatusLines lines = new StatusLines(statuses, console, settings.plainStatusSeconds());
    CompletableFuture<Integer> ended = new CompletableFuture<>();
    var setting = new EdgeGuardian.Setting(views, console, lines, stopAfter, ended);
    ActorSystem<EdgeGuardian.Command> system =
        ActorSystem.create(EdgeGuardian.create(runs, setting), "edge-node", config);
    // Only where the guardian itself failed, which the log tells, is it not completed already.
    system.getWhenTerminated().thenRun(() -> ended.complete(ExitCode.MISSING.number()));
    CountDownLatch summarized = new CountDownLatch(1);
    Thread interrupt = new Thread(() -> interrupted(system, summarized), "interrupt");
    Runtime.getRuntime().addShutdownHook(interrupt);

    int code = ended.join();
    console.close();
    statuses.forEach(status -> Summary.lines(status).forEach(console::line));
    summarized.countDown();
    disarm(interrupt);
    return code;
  }

  private static void interrupted(
      ActorSystem<EdgeGuardian.Command> system, CountDownLatch summarized) {
    system.tell(EdgeGuardian.Stop.INSTANCE);
    try {
      if (!summarized.await(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println("A file or camera does not close; what it held may be incomplete.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
  }

  // Too late where the shutdown has begun: the process then ends as an interrupted one.
  private static void disarm(Thread interrupt) {
    try {
      Runtime.getRuntime().removeShutdownHook(interrupt);
    } catch (IllegalStateException shuttingDown) {
      return;
    }
  }

  private static String beginning(CameraSettings camera) {
    String source = camera.id().camera() + ": " + camera.source().redacted();
    if (!camera.counted()) {
      return source + ", served, not counted.";
    }
    return source
        + ", "
        + camera.mode().name().toLowerCase(Locale.ROOT)
        + ", to "
        + String.join(", then ", camera.connection().gpuNodes())
        + ".";
  }
}

package throng.edge;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import throng.common.command.ProcessEnd;
import throng.common.console.Console;
import throng.common.console.TimeStamp;
import throng.common.link.LinkWatch;
import throng.common.natives.Precedence;
import throng.edge.output.CameraStatus;
import throng.edge.output.StatusLines;
import throng.edge.output.Summary;
import throng.edge.output.Views;

/** One run of the process, from its settings to its summary. */
final class EdgeRun {
  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  private EdgeRun() {}

  /**
   * Runs until the last camera has ended.
   *
   * <p>A Ctrl-C meanwhile ends the cameras in order, and then the process with {@link
   * ProcessEnd#INTERRUPTED}; SIGTERM does so with this run's own exit code.
   *
   * @param config the whole of it, for the actor system
   * @return the exit code
   */
  static int run(
      Config config, EdgeSettings settings, Views views, OptionalLong stopAfter, Console console) {
    Precedence.optimiseLast();
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
    LinkWatch.begin(system, settings.tls().identity(), console, () -> {});
    CertificateRenewal.begin(system, settings, console);
    // Only where the guardian itself failed, which the log tells, is it not completed already.
    system.getWhenTerminated().thenRun(() -> ended.complete(ExitCode.MISSING.number()));
    CompletableFuture<Integer> summarized = new CompletableFuture<>();
    Duration patience = LONGEST_END.plus(lastAnswersWithin(settings));
    Thread stop = new Thread(() -> stop(system, summarized, patience), "stop");
    Runtime.getRuntime().addShutdownHook(stop);

    int code = ended.join();
    console.close();
    statuses.forEach(status -> Summary.lines(status).forEach(console::line));
    summarized.complete(code);
    disarm(stop);
    return code;
  }

  private static Duration lastAnswersWithin(EdgeSettings settings) {
    return settings.cameras().stream()
        .map(CameraSettings::lastAnswersWithin)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private static void stop(
      ActorSystem<EdgeGuardian.Command> system,
      CompletableFuture<Integer> summarized,
      Duration patience) {
    system.tell(EdgeGuardian.Stop.INSTANCE);
    int code = ExitCode.MISSING.number();
    try {
      code = summarized.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      System.err.println(
          TimeStamp.before("A file or camera does not close; what it held may be incomplete."));
    } catch (ExecutionException | InterruptedException notWaitedFor) {
      Thread.currentThread().interrupt();
    }
    ProcessEnd.halt(code);
  }

  // Too late where the shutdown has begun: the process then ends as one that was stopped.
  private static void disarm(Thread stop) {
    try {
      Runtime.getRuntime().removeShutdownHook(stop);
    } catch (IllegalStateException shuttingDown) {
      return;
    }
  }

  private static String beginning(CameraSettings camera) {
    String source =
        camera.id().camera()
            + ": "
            + camera.source().redacted()
            + camera.source().explanation().map(words -> " (" + words + ")").orElse("");
    if (!camera.counted()) {
      return source + ", served, not counted.";
    }
    return source
        + ", "
        + camera.mode().name().toLowerCase(Locale.ROOT)
        + ", to "
        + String.join(", then ", camera.connection().gpuNodes())
        + (camera.isSentWherePaired() ? ", which this edge node was paired with." : ".");
  }
}

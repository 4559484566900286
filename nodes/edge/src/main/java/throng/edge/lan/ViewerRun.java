package throng.edge.lan;

import static java.nio.charset.Charset.defaultCharset;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import com.typesafe.config.Config;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import throng.common.command.ProcessEnd;
import throng.common.console.Console;
import throng.edge.output.JpegWindow;
import throng.edge.output.PictureFilm;
import throng.edge.output.window.Caption;
import throng.edge.output.window.TiledWindow;
import throng.streams.settings.HostAndPort;

/** One run of the viewer, from its settings to its exit code. */
public final class ViewerRun {
  private static final int FAILED = 1;
  private static final Duration LONGEST_END = Duration.ofSeconds(10);
  private static final List<String> KEYS = List.of("ESCAPE", "Q");
  private static final String DISPATCHER = "throng.view-dispatcher";

  private ViewerRun() {}

  /**
   * What the user asked for.
   *
   * @param window pictures are shown
   * @param record the first recording's file; empty: named after the moment
   * @param snapshot one picture to this file is all that is wanted
   * @param overwrite files that exist
   */
  public record Options(
      boolean window, Optional<Path> record, Optional<Path> snapshot, boolean overwrite) {}

  /**
   * Runs until the input ends, or the edge is told to shut the connection down.
   *
   * <p>A Ctrl-C meanwhile closes the recording, and ends the process with {@link
   * ProcessEnd#INTERRUPTED}; SIGTERM does so with this run's own exit code.
   *
   * @param config the whole of it, for the actor system
   * @return the exit code
   */
  public static int run(
      Config config,
      InetSocketAddress edge,
      ViewerSettings settings,
      Options options,
      Console console) {
    CompletableFuture<Integer> ended = new CompletableFuture<>();
    ActorSystem<ViewerGuardian.Command> system =
        ActorSystem.create(
            ViewerGuardian.create(
                new ViewerSetting(
                    edge,
                    settings,
                    console,
                    (closed, keyPressed) ->
                        new Pictures(
                            console,
                            new Recordings(options.record(), options.overwrite()),
                            settings.recordFps(),
                            options.window() ? window(edge, closed, keyPressed) : null,
                            System::nanoTime),
                    ended)),
            "viewer",
            config,
            DispatcherSelector.fromConfig(DISPATCHER));
    // Only where the guardian itself failed, which the log tells, does nothing else complete it.
    var unused =
        system
            .getWhenTerminated()
            .thenRun(() -> ended.completeOnTimeout(FAILED, 2, TimeUnit.SECONDS));
    Thread stop = new Thread(() -> stop(system, ended), "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    Thread natives = new Thread(PictureFilm::prepare, "natives");
    natives.setDaemon(true);
    natives.start();
    feed(system, options, console);
    int code = ended.join();
    disarm(stop);
    return code;
  }

  private static JpegWindow window(InetSocketAddress edge, Runnable closed, Runnable keyPressed) {
    String name = HostAndPort.of(edge).toString();
    return new JpegWindow(
        "Throng - view",
        new Caption(name, "", List.of(), "waiting for the edge"),
        new TiledWindow.Controls(closed, KEYS, keyPressed));
  }

  private static void feed(
      ActorSystem<ViewerGuardian.Command> system, Options options, Console console) {
    if (options.snapshot().isPresent()) {
      system.tell(new ViewerGuardian.Line("0 " + options.snapshot().get()));
      system.tell(ViewerGuardian.InputEnded.INSTANCE);
      return;
    }
    console.line(Order.HELP);
    if (isTerminal()) {
      console.ask("> ");
    }
    if (options.window()) {
      system.tell(new ViewerGuardian.Line("0"));
    }
    Thread input = new Thread(() -> read(system, console), "input");
    input.setDaemon(true);
    input.start();
  }

  private static void read(ActorSystem<ViewerGuardian.Command> system, Console console) {
    try {
      BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, defaultCharset()));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        console.answered();
        system.tell(new ViewerGuardian.Line(line));
      }
    } catch (IOException ended) {
      // An input that breaks has no more lines either.
    }
    system.tell(ViewerGuardian.InputEnded.INSTANCE);
  }

  // System.console() is not null from JDK 22 on, whatever the input is; elsewhere than on Linux the
  // help line is prompt enough.
  private static boolean isTerminal() {
    try {
      String input = Files.readSymbolicLink(Path.of("/proc/self/fd/0")).toString();
      return input.startsWith("/dev/pts/") || input.startsWith("/dev/tty");
    } catch (IOException | RuntimeException noSuchPlace) {
      return false;
    }
  }

  private static void stop(
      ActorSystem<ViewerGuardian.Command> system, CompletableFuture<Integer> ended) {
    system.tell(ViewerGuardian.Stop.INSTANCE);
    int code = FAILED;
    try {
      code =
          ended
              .copy()
              .completeOnTimeout(FAILED, LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)
              .join();
    } finally {
      ProcessEnd.halt(code);
    }
  }

  // Too late where the shutdown has begun: the process then ends as one that was stopped.
  private static void disarm(Thread stop) {
    try {
      Runtime.getRuntime().removeShutdownHook(stop);
    } catch (IllegalStateException shuttingDown) {
      return;
    }
  }
}

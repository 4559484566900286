package throng.edge;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import throng.common.console.Console;
import throng.edge.lan.CameraServer;
import throng.edge.lan.ServeSettings;
import throng.edge.output.StatusLines;
import throng.edge.output.Views;
import throng.streams.flow.Outcome;
import throng.streams.tcp.GaveUpException;

/**
 * Runs all cameras of the process, each for itself: one that ends or fails disturbs no other.
 *
 * <p>Ends when the last camera has ended and its files are closed; where windows are open, they are
 * left to be looked at for a moment, or until the user closes them.
 */
final class EdgeGuardian extends AbstractBehavior<EdgeGuardian.Command> {
  sealed interface Command {}

  /** Ends every camera in order: what was read still gets its outcome, for a while. */
  enum Stop implements Command {
    INSTANCE
  }

  private enum Tick implements Command {
    INSTANCE
  }

  private enum Looked implements Command {
    INSTANCE
  }

  private record StopWaiting(CameraRun run) implements Command {}

  private record Listening(
      CameraRun run, @Nullable CameraServer server, @Nullable Throwable failure)
      implements Command {}

  private record CameraEnded(CameraRun run, @Nullable Throwable failure) implements Command {}

  /**
   * What the guardian needs beside the cameras.
   *
   * @param stopAfter so many rows of each camera; empty: all
   * @param ended completed with the process' exit code
   */
  record Setting(
      Views views,
      Console console,
      StatusLines status,
      OptionalLong stopAfter,
      CompletableFuture<Integer> ended) {}

  static Behavior<Command> create(List<CameraRun> cameras, Setting setting) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new EdgeGuardian(context, timers, cameras, setting)));
  }

  private final TimerScheduler<Command> timers;
  private final Setting setting;
  private final List<CameraRun> running;
  private final Set<CameraRun> over = Collections.newSetFromMap(new IdentityHashMap<>());
  private ExitCode worst = ExitCode.OK;
  private boolean isStopped;

  private EdgeGuardian(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      List<CameraRun> cameras,
      Setting setting) {
    super(context);
    this.timers = timers;
    this.setting = setting;
    this.running = new ArrayList<>(cameras);
    timers.startTimerAtFixedRate(Tick.INSTANCE, Duration.ofSeconds(1));
    openWindows(cameras);
    cameras.forEach(this::begin);
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Stop.class, notUsed -> onStop())
        .onMessage(Tick.class, notUsed -> onTick())
        .onMessage(Looked.class, notUsed -> finish())
        .onMessage(StopWaiting.class, this::onStopWaiting)
        .onMessage(Listening.class, this::onListening)
        .onMessage(CameraEnded.class, this::onCameraEnded)
        .build();
  }

  private Behavior<Command> onStop() {
    for (CameraRun run : running) {
      run.end();
      timers.startSingleTimer(run, new StopWaiting(run), run.camera().lastAnswersWithin());
    }
    isStopped = true;
    return running.isEmpty() ? finish() : this;
  }

  private Behavior<Command> onTick() {
    setting.status().everySecond();
    running.forEach(EdgeGuardian::giveUpCamera);
    // A node has from one tick to the next to close; nothing else is waited for.
    running.stream().filter(over::contains).forEach(run -> run.waiting().shutdown());
    running.stream().filter(CameraRun::isOver).forEach(over::add);
    return this;
  }

  private Behavior<Command> onStopWaiting(StopWaiting stop) {
    stop.run().waiting().shutdown();
    return this;
  }

  private Behavior<Command> onListening(Listening listening) {
    CameraServer server = listening.server();
    if (server == null) {
      return onCameraEnded(new CameraEnded(listening.run(), listening.failure()));
    }
    setting.console().line(server.announcement());
    listening.run().status().served(server::status, listening.run().camera().counted());
    run(listening.run(), Optional.of(server));
    return this;
  }

  private Behavior<Command> onCameraEnded(CameraEnded ended) {
    running.remove(ended.run());
    ended.run().status().finished();
    boolean isLimited = setting.stopAfter().isPresent();
    worst = worst.or(ExitCode.of(ended.run(), ended.failure(), isLimited, setting.console()));
    if (!running.isEmpty()) {
      return this;
    }
    Duration linger = setting.views().linger();
    if (isStopped || linger.isZero()) {
      return finish();
    }
    timers.startSingleTimer(Looked.INSTANCE, linger);
    return this;
  }

  private Behavior<Command> finish() {
    setting.views().close();
    ExitCode code = setting.views().isIncomplete() ? worst.or(ExitCode.MISSING) : worst;
    setting.ended().complete(code.number());
    return Behaviors.stopped();
  }

  private void openWindows(List<CameraRun> cameras) {
    ActorRef<Command> self = getContext().getSelf();
    setting
        .views()
        .openWindows(
            cameras.stream().filter(run -> run.camera().counted()).map(CameraRun::scene).toList(),
            why -> {
              setting.console().line(why);
              self.tell(Stop.INSTANCE);
            });
  }

  private void begin(CameraRun run) {
    ServeSettings settings = run.camera().serve();
    if (!settings.isOn()) {
      run(run, Optional.empty());
      return;
    }
    ActorRef<Command> self = getContext().getSelf();
    getContext()
        .pipeToSelf(
            CameraServer.listen(
                run.camera().id().camera(),
                settings,
                run.camera().pictures().quality(),
                setting.console(),
                () -> self.tell(Stop.INSTANCE),
                getContext().getSystem()),
            (server, failure) -> new Listening(run, server, failure));
  }

  private void run(CameraRun run, Optional<CameraServer> server) {
    Source<Outcome, List<CompletionStage<Done>>> outcomes =
        rows(EdgePipeline.create(run, server, getContext().getSystem()))
            .mapMaterializedValue(notUsed -> new ArrayList<>());
    List<Sink<Outcome, CompletionStage<Done>>> views =
        setting.views().of(run.scene(), run.camera().mode());
    server.flatMap(it -> it.overlays(run.scene())).ifPresent(views::add);
    for (Sink<Outcome, CompletionStage<Done>> view : views) {
      outcomes = outcomes.alsoToMat(view, EdgeGuardian::with);
    }
    List<CompletionStage<Done>> ends =
        outcomes.toMat(Sink.ignore(), EdgeGuardian::with).run(getContext().getSystem());
    getContext().pipeToSelf(all(ends), (done, failure) -> new CameraEnded(run, failure));
  }

  private Source<Outcome, ?> rows(Source<Outcome, ?> outcomes) {
    return setting.stopAfter().isPresent()
        ? outcomes.take(setting.stopAfter().getAsLong())
        : outcomes;
  }

  private static void giveUpCamera(CameraRun run) {
    run.camera()
        .connection()
        .giveUpAfter()
        .filter(limit -> run.status().cameraAwayNanos() > limit.toNanos())
        .ifPresent(
            limit ->
                run.waiting()
                    .abort(
                        new GaveUpException(
                            "The camera could not be reached for "
                                + limit.toSeconds()
                                + " s; given up.")));
  }

  private static List<CompletionStage<Done>> with(
      List<CompletionStage<Done>> ends, CompletionStage<Done> end) {
    ends.add(end);
    return ends;
  }

  /** Done when all are; a failure waits for the others too, so that files are closed first. */
  private static CompletionStage<Void> all(List<CompletionStage<Done>> ends) {
    return CompletableFuture.allOf(
        ends.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new));
  }
}

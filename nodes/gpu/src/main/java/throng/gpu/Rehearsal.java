package throng.gpu;

import akka.Done;
import akka.NotUsed;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import throng.actors.counts.CountHub;
import throng.actors.inference.ServedModel;
import throng.actors.serving.ModelHost;
import throng.actors.serving.ModelHosts;
import throng.actors.session.BadPeers;
import throng.actors.session.LinkRules;
import throng.actors.session.Neighbours;
import throng.actors.session.Pairing;
import throng.actors.session.SessionFlow;
import throng.actors.session.Sessions;
import throng.actors.statistics.NodeStatistics;
import throng.actors.time.MonotonicClock;
import throng.streams.wire.Message;
import throng.streams.wire.WireFlow;

/**
 * Plays a camera's connection in memory before the node listens: what a frame goes through is then
 * compiled, and its classes are there, when the first real one comes.
 *
 * <p>It uses the decoder of the network that is served, and otherwise only what is its own: nothing
 * of it is counted, shown or exported. It ends by its time, and however it ends the node goes on.
 */
final class Rehearsal {
  private static final Duration TO_END = Duration.ofSeconds(1);

  private enum Over {
    INSTANCE
  }

  private Rehearsal() {}

  /**
   * Plays as long as the settings say; not at all where there is one core, which would only be
   * waited for, nor where the network takes such pictures in tiles, whose maps are put together.
   *
   * @return completed once it is over, never with a failure
   */
  static CompletionStage<Done> play(
      ActorContext<?> context, ServeSettings settings, ServedModel served) {
    CompletableFuture<Done> over = new CompletableFuture<>();
    boolean isWanted = !settings.serving().inference().rehearsal().isZero();
    boolean isWhole = !served.decoder().runs(PlayedCamera.WIDTH, PlayedCamera.HEIGHT).areTiles();
    if (isWanted && isWhole && Runtime.getRuntime().availableProcessors() > 1) {
      context.spawn(create(settings, served, over), "rehearsal");
    } else {
      over.complete(Done.getInstance());
    }
    return over;
  }

  private static Behavior<Over> create(
      ServeSettings settings, ServedModel served, CompletableFuture<Done> over) {
    return Behaviors.<Over>setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  Duration length = settings.serving().inference().rehearsal();
                  timers.startSingleTimer(Over.INSTANCE, length.plus(TO_END));
                  context.pipeToSelf(
                      run(context, settings, new RehearsedModel(served)),
                      (done, failure) -> Over.INSTANCE);
                  return Behaviors.receive(Over.class)
                      .onMessage(Over.class, notUsed -> Behaviors.stopped())
                      .onSignal(
                          PostStop.class,
                          stopped -> {
                            over.complete(Done.getInstance());
                            return Behaviors.same();
                          })
                      .build();
                }));
  }

  private static CompletionStage<Done> run(
      ActorContext<Over> context, ServeSettings settings, ServedModel model) {
    return Flow.of(Message.class)
        .statefulMapConcat(() -> new PlayedCamera()::answers)
        .prepend(Source.single(PlayedCamera.hello(settings.node().token().orElse(""))))
        .takeWithin(settings.serving().inference().rehearsal())
        .watchTermination(Keep.right())
        .join(
            WireFlow.edge(settings.limits().withMaps(RehearsedModel.CELLS))
                .join(connection(context, settings, model)))
        .run(context.getSystem());
  }

  private static Flow<ByteString, ByteString, NotUsed> connection(
      ActorContext<Over> context, ServeSettings settings, ServedModel model) {
    NodeStatistics apart = new NodeStatistics();
    ModelHost host =
        ModelHost.open(
            model,
            settings.serving(),
            MonotonicClock.SYSTEM,
            batcher -> context.spawn(batcher, "batcher"));
    ActorRef<Sessions.Command> sessions =
        context.spawn(
            Sessions.create(
                ModelHosts.of(host),
                settings.session(),
                settings.limits(),
                apart,
                new CountHub(settings.counts(), MonotonicClock.SYSTEM, InstantSource.system()),
                Neighbours.ALONE,
                LinkRules.PLAIN,
                MonotonicClock.SYSTEM),
            "sessions");
    return SessionFlow.create(
            sessions, settings.limits(), settings.budget(), new BadPeers(apart), Pairing.NONE)
        .apply(() -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }
}

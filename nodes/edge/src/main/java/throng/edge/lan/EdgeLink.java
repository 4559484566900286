package throng.edge.lan;

import akka.Done;
import akka.actor.ClassicActorSystemProvider;
import akka.stream.BoundedSourceQueue;
import akka.stream.KillSwitches;
import akka.stream.SharedKillSwitch;
import akka.stream.SystemMaterializer;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import throng.streams.legacy.lan.LanCommand;
import throng.streams.legacy.lan.LanMessage;
import throng.streams.legacy.lan.LanViewer;
import throng.streams.tcp.Sockets;

/** One connection to an edge, from the attempt to its end. Any thread may use it. */
final class EdgeLink {
  private static final int WAITING_COMMANDS = 64;

  private final BoundedSourceQueue<LanCommand> commands;
  private final SharedKillSwitch abort = KillSwitches.shared("edge-link");
  private final CompletionStage<Done> connected;
  private final CompletionStage<Done> ended;

  /**
   * Connects.
   *
   * @param came given each message; the next one is read once the stage it returns is done
   */
  EdgeLink(
      ClassicActorSystemProvider system,
      InetSocketAddress edge,
      ViewerSettings settings,
      Function<LanMessage, CompletionStage<Done>> came) {
    var running =
        Source.<LanCommand>queue(WAITING_COMMANDS)
            .viaMat(
                LanViewer.create(settings.maxPictureBytes(), settings.commandGap())
                    .join(Sockets.connect(system, edge, settings.connectTimeout()), Keep.right()),
                Keep.both())
            .via(abort.flow())
            .mapAsync(1, came::apply)
            .toMat(Sink.ignore(), Keep.both())
            .run(SystemMaterializer.get(system).materializer());
    commands = running.first().first();
    connected = running.first().second();
    ended = running.second();
  }

  void send(LanCommand command) {
    commands.offer(command);
  }

  /** Ends the connection once what was sent has gone. */
  void close() {
    try {
      commands.complete();
    } catch (IllegalStateException hasEnded) {
      // The edge was first.
    }
  }

  /** Ends the connection at once. */
  void abort() {
    abort.shutdown();
  }

  /** Fails where the edge does not take it. */
  CompletionStage<Done> connected() {
    return connected;
  }

  /** Fails where the edge breaks the protocol, or the connection. */
  CompletionStage<Done> ended() {
    return ended;
  }
}

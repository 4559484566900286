package throng.actors.session;

import akka.NotUsed;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Scheduler;
import akka.actor.typed.javadsl.AskPattern;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import throng.streams.tcp.Peer;
import throng.streams.wire.Message;

/** The rest of a connection whose first message asks for a certificate: the answer, and the end. */
public final class PairingFlow implements Pairing {
  // Longer than an answer is held back, or another node takes for it.
  private static final Duration ANSWERING = Duration.ofSeconds(30);

  private final ActorRef<Pairings.Command> pairings;
  private final Scheduler scheduler;

  public PairingFlow(ActorRef<Pairings.Command> pairings, Scheduler scheduler) {
    this.pairings = pairings;
    this.scheduler = scheduler;
  }

  @Override
  public Flow<Message, Message, NotUsed> flow(Peer peer, Message first) {
    return first instanceof Message.Pair pair
        ? ending(Source.completionStage(answer(peer, pair)))
        : ending(Source.empty());
  }

  private CompletionStage<Message> answer(Peer peer, Message.Pair pair) {
    peer.judged();
    return AskPattern.<Pairings.Command, Message>ask(
            pairings, replyTo -> new Pairings.Ask(peer, pair, replyTo), ANSWERING, scheduler)
        .thenApply(
            answer -> {
              // It only stays to read this; with its certificate it comes again.
              peer.refused();
              return answer;
            });
  }

  private static Flow<Message, Message, NotUsed> ending(Source<Message, NotUsed> last) {
    return Flow.fromSinkAndSource(Sink.cancelled(), last);
  }
}

package throng.actors.session;

import akka.Done;
import akka.NotUsed;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Scheduler;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.AskPattern;
import akka.stream.Materializer;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import throng.actors.session.Opening.Opened;
import throng.actors.session.Opening.Rejected;
import throng.streams.memory.Allowance;
import throng.streams.memory.Exhaustion;
import throng.streams.tcp.Peer;
import throng.streams.wire.Message;
import throng.streams.wire.Pulse;
import throng.streams.wire.WireException;

/** One connection's messages: the hello first, then frames, each with its answer. */
final class SessionLogic {
  // Longer than a hello is held back, and a name asked for after that.
  private static final Duration OPENING = Duration.ofSeconds(30);

  private final ActorRef<Sessions.Command> sessions;
  private final Allowance allowance;
  private final Peer peer;
  private final Scheduler scheduler;
  private final BadPeers badPeers;
  private final Optional<Pulse> pulse;
  private final Pairing pairing;
  private final Ending ending = new Ending();
  private final Notices notices = new Notices();
  private final CompletableFuture<Session> session = new CompletableFuture<>();
  // Told by the stream, asked for when it has ended.
  private volatile boolean saidGoodbye;

  private SessionLogic(
      ActorRef<Sessions.Command> sessions,
      Allowance allowance,
      BadPeers badPeers,
      Peer peer,
      Optional<Pulse> pulse,
      Pairing pairing,
      Materializer materializer) {
    this.sessions = sessions;
    this.allowance = allowance;
    this.badPeers = badPeers;
    this.peer = peer;
    this.pulse = pulse;
    this.pairing = pairing;
    this.scheduler = Adapter.toTyped(materializer.system()).scheduler();
  }

  /**
   * The flow of one connection.
   *
   * @param allowance its memory; frames that are accepted keep theirs until they are answered, and
   *     answers have theirs until whoever writes them gives it back
   * @param pulse its signs of life; empty: its protocol has none
   * @param pairing serves it if its first message is no hello
   */
  static Flow<Message, Message, NotUsed> create(
      ActorRef<Sessions.Command> sessions,
      Allowance allowance,
      BadPeers badPeers,
      Peer peer,
      Optional<Pulse> pulse,
      Pairing pairing) {
    return Flow.<Message, Message, NotUsed>fromMaterializer(
            (materializer, attributes) ->
                new SessionLogic(sessions, allowance, badPeers, peer, pulse, pairing, materializer)
                    .flow())
        .mapMaterializedValue(notUsed -> NotUsed.getInstance());
  }

  private Flow<Message, Message, NotUsed> flow() {
    // What is wrong with the peer comes in; that its connection is over is seen going out.
    return Flow.<Message>create()
        .watchTermination((notUsed, ended) -> noteFailure(ended))
        .concatLazy(endOfAnotherProtocol())
        .flatMapPrefix(1, this::begin)
        .watchTermination((notUsed, ended) -> closeAfter(ended));
  }

  /** Where edges cannot say goodbye, closing their side is how they do. */
  private Source<Message, NotUsed> endOfAnotherProtocol() {
    return pulse.isPresent() ? Source.empty() : Source.single(Ending.DONE);
  }

  private Flow<Message, Message, NotUsed> begin(Iterable<Message> first) {
    Iterator<Message> messages = first.iterator();
    Message opening = messages.hasNext() ? messages.next() : Ending.DONE;
    if (opening instanceof Message.Hello hello) {
      return opened(hello);
    } else if (opening instanceof Message.Goodbye) {
      return Flow.fromSinkAndSource(Sink.cancelled(), Source.empty());
    }
    return pairing.flow(peer, opening);
  }

  private Flow<Message, Message, NotUsed> opened(Message.Hello hello) {
    peer.judged();
    CompletionStage<Opening> opening =
        AskPattern.ask(
            sessions,
            replyTo -> new Open(peer, hello, ending, notices, pulse, session::complete, replyTo),
            OPENING,
            scheduler);
    return Flow.completionStageFlow(opening.thenApply(answer -> opened(hello, answer)))
        .mapMaterializedValue(notUsed -> NotUsed.getInstance());
  }

  private Flow<Message, Message, NotUsed> opened(Message.Hello hello, Opening opening) {
    if (opening instanceof Rejected rejected) {
      peer.refused();
      return Flow.fromSinkAndSource(Sink.cancelled(), Source.single(rejected.refused()));
    }
    peer.admitted();
    Opened opened = (Opened) opening;
    FrameOrder order = FrameOrder.of(hello.mode(), opened.welcome().window());
    return Flow.<Message>create()
        .via(ending.frames())
        .takeWhile(message -> !isGoodbye(message))
        .filter(message -> !isNews(opened.session(), message))
        .map(message -> inOrder(order, message))
        .mapAsync(opened.welcome().window(), message -> answer(opened.session(), message))
        .map(answer -> noted(order, answer))
        .statefulMapConcat(() -> new ToldNetwork(opened.welcome(), pulse.isPresent())::messages)
        .watch(Adapter.toClassic(sessions))
        .via(hello.routing().movable() ? notices.besideAnswers() : Flow.create())
        .via(ending.answers())
        .prepend(Source.<Message>single(opened.welcome()))
        .concatLazy(ending.goodbye());
  }

  private boolean isGoodbye(Message message) {
    boolean isOne = message instanceof Message.Goodbye;
    saidGoodbye |= isOne;
    return isOne;
  }

  /** Tells the session what the camera says of itself, which nobody answers. */
  private static boolean isNews(Session session, Message message) {
    if (message instanceof Message.Demand demand) {
      session.demand(demand);
    } else if (message instanceof Message.SizeChanged size) {
      session.resize(size.width(), size.height());
    } else {
      return false;
    }
    return true;
  }

  private static Message inOrder(FrameOrder order, Message message) {
    if (message instanceof Message.Frame frame) {
      order.came(frame.frame().sequence());
    } else if (message instanceof Message.OversizedFrame oversized) {
      order.came(oversized.sequence());
    }
    return message;
  }

  private static Answered noted(FrameOrder order, Answered answer) {
    order.answered(answer.reply());
    return answer;
  }

  private CompletionStage<Answered> answer(Session session, Message message) {
    if (message instanceof Message.Frame frame) {
      return session.count(frame.frame(), allowance);
    } else if (message instanceof Message.OversizedFrame oversized) {
      return CompletableFuture.completedFuture(
          new Answered(session.reject(oversized), session.network()));
    }
    throw new IllegalArgumentException("Not for a session: " + message);
  }

  private NotUsed noteFailure(CompletionStage<Done> ended) {
    ended.whenComplete(
        (done, failure) -> {
          Exhaustion.report(failure);
          if (failure instanceof WireException broken) {
            badPeers.note(peer.address(), broken);
          }
        });
    return NotUsed.getInstance();
  }

  /** Whatever the connection ends with, its session ends too, also one that is just opening. */
  private NotUsed closeAfter(CompletionStage<Done> ended) {
    ended.whenComplete(
        (done, failure) -> {
          Exhaustion.report(failure);
          session.thenAccept(this::close);
        });
    return NotUsed.getInstance();
  }

  private void close(Session opened) {
    opened.end();
    peer.left();
    sessions.tell(new Sessions.Close(opened.origin(), saidGoodbye));
  }
}

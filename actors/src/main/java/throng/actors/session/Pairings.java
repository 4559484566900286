package throng.actors.session;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import throng.actors.statistics.NodeStatistics;
import throng.actors.time.MonotonicClock;
import throng.streams.log.RateLimitedLog;
import throng.streams.log.Reason;
import throng.streams.pki.CertificateIssuer;
import throng.streams.pki.NotIssuedException;
import throng.streams.settings.HostAndPort;
import throng.streams.settings.SettingsException;
import throng.streams.tcp.Peer;
import throng.streams.tcp.PeerNetwork;
import throng.streams.tls.PeerIdentity;
import throng.streams.wire.Message;
import throng.streams.wire.Message.Refused;
import throng.streams.wire.RefusedCode;

/**
 * Gives certificates to who asks for one in place of saying hello.
 *
 * <p>Codes are looked at one after another, so that a wrong one slows the next from its network
 * down, however many connections it comes by; as with wrong tokens, each waits then, right or
 * wrong. Blocks on the disk: not for the default dispatcher. Its mailbox holds no more than there
 * are connections that were not let in.
 */
public final class Pairings extends AbstractBehavior<Pairings.Command> {
  private static final Logger LOG = LoggerFactory.getLogger(Pairings.class);

  public sealed interface Command {}

  /** Asks for a certificate. Answered exactly once, with what is to be the last message. */
  public record Ask(Peer peer, Message.Pair pair, ActorRef<Message> replyTo) implements Command {}

  private record PauseIsOver(Ask ask) implements Command {}

  /**
   * @param settings how those are slowed that show wrong codes: as with wrong tokens
   */
  public static Behavior<Command> create(
      CertificateIssuer issuer,
      WrongTokenSettings settings,
      NodeStatistics statistics,
      MonotonicClock clock) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    new Pairings(
                        context, timers, issuer, statistics, new WrongTokens(settings, clock))));
  }

  private static final Refused TOO_MANY_WAIT =
      new Refused(
          RefusedCode.UNAVAILABLE,
          "Wrong pairing codes came from this address, and too many wait for theirs to be looked"
              + " at.");

  private final TimerScheduler<Command> timers;
  private final CertificateIssuer issuer;
  private final NodeStatistics statistics;
  private final WrongTokens wrongCodes;
  private final Executor blocking;
  private final RateLimitedLog log = RateLimitedLog.warnings(Pairings.class);

  private Pairings(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      CertificateIssuer issuer,
      NodeStatistics statistics,
      WrongTokens wrongCodes) {
    super(context);
    this.timers = timers;
    this.issuer = issuer;
    this.statistics = statistics;
    this.wrongCodes = wrongCodes;
    this.blocking = context.getSystem().dispatchers().lookup(DispatcherSelector.blocking());
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Ask.class, this::onAsk)
        .onMessage(PauseIsOver.class, this::onPauseIsOver)
        .build();
  }

  private Behavior<Command> onAsk(Ask ask) {
    Optional<PeerIdentity> identity = ask.peer().identity();
    if (!ask.peer().isEncrypted()) {
      refuse(ask, new Refused(RefusedCode.BAD_HELLO, CertificateIssuer.ONLY_ENCRYPTED));
    } else if (ask.peer().distrust().isPresent()) {
      refuse(ask, new Refused(RefusedCode.BAD_HELLO, ask.peer().distrust().get()));
    } else if (identity.isPresent()) {
      // It may take as long as another node does, and keeps nobody out meanwhile.
      ask.peer().waits();
      blocking.execute(() -> renew(ask, identity.get()));
    } else {
      pairWhenItsNetworkMay(ask);
    }
    return this;
  }

  private void pairWhenItsNetworkMay(Ask ask) {
    Duration pause = wrongCodes.pause(PeerNetwork.of(ask.peer().address()));
    if (pause.isZero()) {
      pair(ask);
    } else if (wrongCodes.letsWait(ask.peer(), () -> givesUp(ask))) {
      timers.startSingleTimer(ask, new PauseIsOver(ask), pause);
    } else {
      refuse(ask, TOO_MANY_WAIT);
    }
  }

  private void givesUp(Ask waiting) {
    timers.cancel(waiting);
    waiting.replyTo().tell(TOO_MANY_WAIT);
  }

  private Behavior<Command> onPauseIsOver(PauseIsOver command) {
    wrongCodes.hasWaited(command.ask().peer());
    pair(command.ask());
    return this;
  }

  private void pair(Ask ask) {
    try {
      answer(ask, issuer.pair(ask.pair()));
    } catch (NotIssuedException e) {
      wrongCodes.failed(PeerNetwork.of(ask.peer().address()));
      refuse(ask, new Refused(RefusedCode.TOKEN, e.getMessage()));
    } catch (SettingsException | IOException e) {
      refuse(ask, cannot(e));
    }
  }

  // Any thread.
  private void renew(Ask ask, PeerIdentity peer) {
    try {
      answer(ask, issuer.renew(peer, ask.pair()));
    } catch (NotIssuedException e) {
      refuse(ask, new Refused(RefusedCode.BAD_HELLO, e.getMessage()));
    } catch (SettingsException | IOException e) {
      refuse(ask, cannot(e));
    }
  }

  private static Refused cannot(Exception e) {
    return new Refused(
        RefusedCode.UNAVAILABLE, "This node cannot give certificates now: " + Reason.of(e) + ".");
  }

  private static void answer(Ask ask, CertificateIssuer.Issued issued) {
    issued
        .whom()
        .ifPresent(
            whom ->
                LOG.info(
                    "Gave {} a certificate, at {}", whom, HostAndPort.of(ask.peer().address())));
    ask.replyTo().tell(issued.paired());
  }

  private void refuse(Ask ask, Refused refused) {
    statistics.refused(refused.code());
    log.write(
        refused.code().name(),
        "Gave no certificate to "
            + HostAndPort.of(ask.peer().address())
            + ": "
            + refused.sentence());
    ask.replyTo().tell(refused);
  }
}

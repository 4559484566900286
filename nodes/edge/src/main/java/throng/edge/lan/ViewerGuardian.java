package throng.edge.lan;

import akka.Done;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.util.ByteString;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import throng.common.console.Console;
import throng.streams.legacy.lan.LanCommand;
import throng.streams.legacy.lan.LanMessage;
import throng.streams.log.RateLimitedLog;

/**
 * Obeys the user's orders, one after another, over a connection that is made again when it breaks.
 *
 * <p>Blocks while it draws and records: runs on a dispatcher for that. The edge's next picture is
 * not read meanwhile.
 */
final class ViewerGuardian extends AbstractBehavior<ViewerGuardian.Command> {
  sealed interface Command {}

  /** A line of input. */
  record Line(String text) implements Command {}

  /** No more lines; what was asked for is waited for. */
  enum InputEnded implements Command {
    INSTANCE
  }

  /** The window's keys. */
  enum EndShow implements Command {
    INSTANCE
  }

  /** The window's close button. */
  enum WindowClosed implements Command {
    INSTANCE
  }

  /** Ends at once; files are closed. */
  enum Stop implements Command {
    INSTANCE
  }

  record Connected(EdgeLink link) implements Command {}

  record Came(EdgeLink link, LanMessage message, CompletableFuture<Done> taken)
      implements Command {}

  record LinkEnded(EdgeLink link, @Nullable Throwable failure) implements Command {}

  private enum Tick implements Command {
    INSTANCE
  }

  private enum Connect implements Command {
    INSTANCE
  }

  private enum AnswerLate implements Command {
    INSTANCE
  }

  private enum StreamLate implements Command {
    INSTANCE
  }

  private enum HideSingle implements Command {
    INSTANCE
  }

  private static final int UNANSWERED = 3;
  private static final int INCOMPLETE = 1;

  // Of what the edge can provoke, in ten seconds.
  private static final int AT_ONCE = 4;
  private static final Duration FLUSH = Duration.ofSeconds(1);

  static Behavior<Command> create(ViewerSetting setting) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new ViewerGuardian(context, timers, setting)));
  }

  private final TimerScheduler<Command> timers;
  private final ViewerSetting setting;
  private final ViewerSettings settings;
  private final Console console;
  private final RateLimitedLog good;
  private final RateLimitedLog bad;
  private final RateLimitedLog over;
  private final Pictures pictures;
  private final StreamRate rate = new StreamRate();
  private final Deque<Order> waiting = new ArrayDeque<>();
  private final LinkState linkState;
  private final ViewerWords words;
  private final Viewing viewing = new Doing();
  private EdgeLink link;
  private Phase phase = new Phase.Idle();
  private boolean inputEnded;
  private String fared = "no picture yet";
  private long seconds;

  private ViewerGuardian(
      ActorContext<Command> context, TimerScheduler<Command> timers, ViewerSetting setting) {
    super(context);
    this.timers = timers;
    this.setting = setting;
    this.settings = setting.settings();
    this.console = setting.console();
    this.good = RateLimitedLog.lines(console::line, AT_ONCE);
    this.bad = RateLimitedLog.lines(console::error, AT_ONCE);
    this.over = RateLimitedLog.lines(console::over, AT_ONCE);
    var self = context.getSelf();
    this.pictures =
        setting
            .pictures()
            .apply(() -> self.tell(WindowClosed.INSTANCE), () -> self.tell(EndShow.INSTANCE));
    this.linkState = new LinkState(setting.edgeName(), settings.backoff());
    this.words = new ViewerWords(setting.edgeName());
    this.link = ViewerLink.open(context, setting);
    timers.startTimerAtFixedRate(Tick.INSTANCE, Duration.ofSeconds(1));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Line.class, this::onLine)
        .onMessage(InputEnded.class, notUsed -> onInputEnded())
        .onMessage(EndShow.class, notUsed -> onEndShow())
        .onMessage(WindowClosed.class, notUsed -> onWindowClosed())
        .onMessage(Stop.class, notUsed -> end())
        .onMessage(Connected.class, this::onConnected)
        .onMessage(Came.class, this::onCame)
        .onMessage(LinkEnded.class, this::onLinkEnded)
        .onMessage(Tick.class, notUsed -> onTick())
        .onMessage(Connect.class, notUsed -> onConnect())
        .onMessage(AnswerLate.class, notUsed -> onAnswerLate())
        .onMessage(StreamLate.class, notUsed -> onStreamLate())
        .onMessage(HideSingle.class, notUsed -> onHideSingle())
        .build();
  }

  private Behavior<Command> onLine(Line line) {
    waiting.add(Order.parse(line.text()));
    Behavior<Command> next = obeyWaiting();
    if (next == this) {
      console.askAgain();
    }
    return next;
  }

  private Behavior<Command> onInputEnded() {
    inputEnded = true;
    return obeyWaiting();
  }

  private Behavior<Command> onEndShow() {
    return take(phase.endShow(viewing));
  }

  private Behavior<Command> onWindowClosed() {
    phase = phase.endShow(viewing);
    console.line("The window was closed: the viewer ends.");
    return end();
  }

  private Behavior<Command> onConnected(Connected made) {
    if (made.link() != link) {
      return this;
    }
    RateLimitedLog log = linkState.isOutageTold() ? over : good;
    log.write("connections", linkState.connected());
    return take(phase.connected(viewing));
  }

  private Behavior<Command> onCame(Came came) {
    came.taken().complete(Done.done());
    if (came.link() != link) {
      return this;
    }
    linkState.heard();
    if (came.message() instanceof LanMessage.Picture picture) {
      return take(phase.picture(picture.jpeg(), viewing));
    }
    good.write("unknown commands", "The edge says: Unknown command.");
    return this;
  }

  private Behavior<Command> onLinkEnded(LinkEnded ended) {
    if (ended.link() != link) {
      return this;
    }
    pictures.endFilm();
    timers.cancel(StreamLate.INSTANCE);
    boolean wasUp = linkState.isUp();
    Optional<String> outage = linkState.ended(ended.failure());
    Behavior<Command> next = wasUp ? take(phase.hungUp(viewing)) : this;
    if (phase instanceof Phase.Over) {
      return next;
    }
    outage.ifPresent(sentence -> bad.write("connections lost", sentence));
    timers.startSingleTimer(
        Connect.INSTANCE, linkState.pause(ThreadLocalRandom.current().nextDouble()));
    return next;
  }

  private Behavior<Command> onTick() {
    if (phase instanceof Phase.Streaming) {
      fared = rate.status();
      words.streamsAt(fared);
      seconds++;
      if (console.isTerminal() || seconds % settings.plainStatus().toSeconds() == 0) {
        console.status(List.of(faresNow()));
      }
      if (linkState.isUp() && rate.silence() > settings.silenceTimeout().toNanos()) {
        link.abort();
      }
    }
    sayInWindow();
    return this;
  }

  private String faresNow() {
    String stream = phase instanceof Phase.Streaming ? fared : "no stream";
    return linkState.isUp() ? stream : stream + ", not connected";
  }

  private void sayInWindow() {
    pictures.say(words.now(phase, linkState.isUp(), rate.silence()));
  }

  private Behavior<Command> onConnect() {
    link = ViewerLink.open(getContext(), setting);
    return this;
  }

  private Behavior<Command> onAnswerLate() {
    return take(phase.timeOver(viewing));
  }

  private Behavior<Command> onStreamLate() {
    console.line(
        "No picture for " + ViewerSettings.inWords(settings.streamTimeout()) + "; waiting on.");
    return this;
  }

  private Behavior<Command> onHideSingle() {
    return take(phase.shown(viewing));
  }

  private Behavior<Command> take(Phase next) {
    phase = next;
    return obeyWaiting();
  }

  private Behavior<Command> obeyWaiting() {
    while (!phase.isBusy() && !waiting.isEmpty()) {
      phase = waiting.remove().obey(phase, viewing);
    }
    sayInWindow();
    boolean done = inputEnded && !phase.isBusy() && waiting.isEmpty();
    return done || phase instanceof Phase.Over ? end() : this;
  }

  /** Does what the phases say. */
  private final class Doing implements Viewing {
    @Override
    public void send(LanCommand command) {
      if (linkState.isUp()) {
        link.send(command);
      }
    }

    @Override
    public void say(String sentence) {
      console.line(sentence);
    }

    @Override
    public void sayHowItFares() {
      console.line(faresNow());
    }

    @Override
    public void sayLate() {
      console.line(
          "No picture within "
              + ViewerSettings.inWords(settings.pictureTimeout())
              + "; waiting on for it.");
    }

    @Override
    public void show(ByteString jpeg, Optional<Path> file) {
      taken(pictures.single(jpeg));
      if (file.isPresent() || !pictures.hasWindow()) {
        pictures.keep(file);
      }
      timers.startSingleTimer(HideSingle.INSTANCE, settings.showTime());
    }

    @Override
    public void keep(Optional<Path> file) {
      pictures.keep(file);
    }

    @Override
    public void film(ByteString jpeg) {
      timers.startSingleTimer(StreamLate.INSTANCE, settings.streamTimeout());
      boolean isWhole = pictures.ofStream(jpeg);
      rate.picture(isWhole);
      taken(isWhole);
    }

    private void taken(boolean isWhole) {
      if (isWhole) {
        words.shows(LocalTime.now());
      } else {
        bad.write("broken pictures", "The edge sends a picture that cannot be decoded.");
      }
    }

    @Override
    public void awaitAnswer() {
      timers.startSingleTimer(AnswerLate.INSTANCE, settings.pictureTimeout());
    }

    @Override
    public void awaitNothing() {
      timers.cancel(AnswerLate.INSTANCE);
    }

    @Override
    public void beginStream(boolean recorded) {
      if (linkState.isUp()) {
        rate.begin();
        if (recorded) {
          record();
        }
        timers.startSingleTimer(StreamLate.INSTANCE, settings.streamTimeout());
      }
    }

    @Override
    public void record() {
      pictures.beginFilm();
    }

    @Override
    public void endStream() {
      timers.cancel(StreamLate.INSTANCE);
      pictures.endFilm();
      fade();
    }

    @Override
    public void fade() {
      words.fade();
    }

    @Override
    public void hide() {
      pictures.hide();
    }
  }

  private Behavior<Command> end() {
    pictures.close();
    boolean missing = phase.isUnanswered() || !linkState.wasEverUp();
    int code = pictures.isIncomplete() ? INCOMPLETE : missing ? UNANSWERED : 0;
    link.close();
    if (!linkState.isUp()) {
      link.abort();
    }
    var unused =
        link.ended()
            .toCompletableFuture()
            .copy()
            .orTimeout(FLUSH.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete((done, failure) -> setting.ended().complete(code));
    // Stopped, the guardian would take the connection with it before the last command has gone.
    return Behaviors.ignore();
  }
}

package throng.edge.viewer;

import akka.Done;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.util.ByteString;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import throng.streams.console.Console;
import throng.streams.legacy.LegacyException;
import throng.streams.legacy.camera.LanCommand;
import throng.streams.legacy.camera.LanMessage;

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

  /** The window's keys and close button. */
  enum EndShow implements Command {
    INSTANCE
  }

  /** Ends at once; files are closed. */
  enum Stop implements Command {
    INSTANCE
  }

  private record Connected(EdgeLink link) implements Command {}

  private record Came(EdgeLink link, LanMessage message, CompletableFuture<Done> taken)
      implements Command {}

  private record LinkEnded(EdgeLink link, @Nullable Throwable failure) implements Command {}

  private enum Tick implements Command {
    INSTANCE
  }

  private enum Connect implements Command {
    INSTANCE
  }

  private enum PictureLate implements Command {
    INSTANCE
  }

  private enum StreamLate implements Command {
    INSTANCE
  }

  private enum HideSingle implements Command {
    INSTANCE
  }

  /**
   * What the guardian needs.
   *
   * @param pictures made with what the guardian is told when the user ends the window
   * @param ended completed with the process' exit code
   */
  record Setting(
      InetSocketAddress edge,
      ViewerSettings settings,
      Console console,
      Function<Runnable, Pictures> pictures,
      CompletableFuture<Integer> ended) {}

  /** A picture that was asked for. */
  private record Awaited(Optional<Path> file) {}

  private static final int UNANSWERED = 3;
  private static final int INCOMPLETE = 1;
  private static final Duration FLUSH = Duration.ofSeconds(1);

  static Behavior<Command> create(Setting setting) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new ViewerGuardian(context, timers, setting)));
  }

  private final TimerScheduler<Command> timers;
  private final Setting setting;
  private final ViewerSettings settings;
  private final Console console;
  private final Pictures pictures;
  private final StreamRate rate = new StreamRate();
  private final Deque<Order> waiting = new ArrayDeque<>();
  private EdgeLink link;
  private boolean connected;
  private boolean connectedOnce;
  private boolean outageTold;
  private int failures;
  private @Nullable Awaited awaited;
  private boolean late;
  private boolean confirmed = true;
  private boolean streaming;
  private boolean leaving;
  private boolean inputEnded;
  private boolean unanswered;

  private ViewerGuardian(
      ActorContext<Command> context, TimerScheduler<Command> timers, Setting setting) {
    super(context);
    this.timers = timers;
    this.setting = setting;
    this.settings = setting.settings();
    this.console = setting.console();
    var self = context.getSelf();
    this.pictures = setting.pictures().apply(() -> self.tell(EndShow.INSTANCE));
    this.link = newLink(context, setting);
    timers.startTimerAtFixedRate(Tick.INSTANCE, Duration.ofSeconds(1));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Line.class, this::onLine)
        .onMessage(InputEnded.class, notUsed -> onInputEnded())
        .onMessage(EndShow.class, notUsed -> onEndShow())
        .onMessage(Stop.class, notUsed -> end())
        .onMessage(Connected.class, this::onConnected)
        .onMessage(Came.class, this::onCame)
        .onMessage(LinkEnded.class, this::onLinkEnded)
        .onMessage(Tick.class, notUsed -> onTick())
        .onMessage(Connect.class, notUsed -> onConnect())
        .onMessage(PictureLate.class, notUsed -> onPictureLate())
        .onMessage(StreamLate.class, notUsed -> onStreamLate())
        .onMessage(HideSingle.class, notUsed -> onHideSingle())
        .build();
  }

  private Behavior<Command> onLine(Line line) {
    waiting.add(Order.parse(line.text()));
    return obeyWaiting();
  }

  private Behavior<Command> onInputEnded() {
    inputEnded = true;
    return obeyWaiting();
  }

  private Behavior<Command> onEndShow() {
    if (streaming) {
      stopStream();
    } else {
      pictures.hide();
    }
    return this;
  }

  private Behavior<Command> onConnected(Connected made) {
    if (made.link() != link) {
      return this;
    }
    console.line((connectedOnce ? "Connected again to " : "Connected to ") + edge() + ".");
    connected = true;
    connectedOnce = true;
    outageTold = false;
    if (streaming) {
      startStream();
    } else if (leaving) {
      link.send(LanCommand.SHUT_DOWN);
    } else if (awaited != null) {
      link.send(LanCommand.PICTURE);
    }
    return this;
  }

  private Behavior<Command> onCame(Came came) {
    came.taken().complete(Done.done());
    if (came.link() != link) {
      return this;
    }
    failures = 0;
    if (!(came.message() instanceof LanMessage.Picture picture)) {
      console.line("The edge says: Unknown command.");
    } else if (streaming) {
      ofStream(picture.jpeg());
    } else if (awaited != null) {
      single(picture.jpeg(), awaited);
    }
    return obeyWaiting();
  }

  private Behavior<Command> onLinkEnded(LinkEnded ended) {
    if (ended.link() != link) {
      return this;
    }
    boolean wasConnected = connected;
    connected = false;
    pictures.endFilm();
    timers.cancel(StreamLate.INSTANCE);
    if (leaving && wasConnected) {
      console.line("The edge has shut the connection down.");
      leaving = false;
      return end();
    }
    if (wasConnected || !outageTold) {
      outageTold = true;
      console.error(outage(wasConnected, ended.failure()));
    }
    failures++;
    timers.startSingleTimer(
        Connect.INSTANCE,
        settings.backoff().after(failures, ThreadLocalRandom.current().nextDouble()));
    return this;
  }

  private Behavior<Command> onTick() {
    if (streaming) {
      console.status(List.of(rate.status() + (connected ? "" : ", not connected")));
      if (connected && rate.silence() > settings.silenceTimeout().toNanos()) {
        link.abort();
      }
    }
    return this;
  }

  private Behavior<Command> onConnect() {
    link = newLink(getContext(), setting);
    return this;
  }

  private Behavior<Command> onPictureLate() {
    if (leaving) {
      unanswered = true;
      return end();
    }
    console.line(
        "No picture within " + seconds(settings.pictureTimeout()) + "; waiting on for it.");
    late = true;
    return obeyWaiting();
  }

  private Behavior<Command> onStreamLate() {
    console.line("No picture for " + seconds(settings.streamTimeout()) + "; waiting on.");
    return this;
  }

  private Behavior<Command> onHideSingle() {
    if (!streaming) {
      pictures.hide();
    }
    return this;
  }

  private Behavior<Command> obeyWaiting() {
    while (!isBusy() && !waiting.isEmpty()) {
      obey(waiting.remove());
    }
    return inputEnded && !isBusy() && waiting.isEmpty() ? end() : this;
  }

  private boolean isBusy() {
    return leaving || (awaited != null && !late);
  }

  private void obey(Order order) {
    if (order instanceof Order.Picture picture) {
      ask(picture.file());
    } else if (order instanceof Order.Snapshot snapshot) {
      pictures.keep(snapshot.file());
    } else if (order instanceof Order.Plain plain) {
      obey(plain);
    } else {
      console.line("That is no command: " + Order.HELP);
    }
  }

  private void obey(Order.Plain plain) {
    switch (plain) {
      case CONFIRM -> confirm();
      case SHUT_DOWN -> shutDown();
      case STREAM -> stream();
      case STOP -> stopStream();
      case HELP -> console.line(Order.HELP);
      case NOTHING -> {}
    }
  }

  private void ask(Optional<Path> file) {
    if (streaming) {
      console.line("The stream is on: s FILE keeps a picture of it, q ends it.");
      return;
    }
    awaited = new Awaited(file);
    late = false;
    confirmed = false;
    send(LanCommand.PICTURE);
    timers.startSingleTimer(PictureLate.INSTANCE, settings.pictureTimeout());
  }

  private void single(ByteString jpeg, Awaited asked) {
    awaited = null;
    timers.cancel(PictureLate.INSTANCE);
    confirm();
    pictures.single(jpeg);
    if (asked.file().isPresent() || !pictures.hasWindow()) {
      pictures.keep(asked.file());
    }
    timers.startSingleTimer(HideSingle.INSTANCE, settings.showTime());
  }

  private void confirm() {
    if (confirmed) {
      console.line("The picture is confirmed already.");
      return;
    }
    confirmed = true;
    send(LanCommand.CONFIRM);
  }

  private void stream() {
    if (streaming) {
      console.line("The stream is on already; q ends it.");
      return;
    }
    streaming = true;
    awaited = null;
    timers.cancel(PictureLate.INSTANCE);
    if (connected) {
      startStream();
    }
  }

  private void startStream() {
    rate.begin();
    pictures.beginFilm();
    link.send(LanCommand.STREAM);
    timers.startSingleTimer(StreamLate.INSTANCE, settings.streamTimeout());
  }

  private void ofStream(ByteString jpeg) {
    rate.picture();
    timers.startSingleTimer(StreamLate.INSTANCE, settings.streamTimeout());
    pictures.ofStream(jpeg);
  }

  private void stopStream() {
    if (!streaming) {
      console.line("The stream is not on.");
      return;
    }
    streaming = false;
    confirmed = true;
    timers.cancel(StreamLate.INSTANCE);
    send(LanCommand.STOP);
    pictures.endFilm();
    pictures.hide();
  }

  private void shutDown() {
    if (streaming) {
      stopStream();
    }
    leaving = true;
    send(LanCommand.SHUT_DOWN);
    timers.startSingleTimer(PictureLate.INSTANCE, settings.pictureTimeout());
  }

  private void send(LanCommand command) {
    if (connected) {
      link.send(command);
    }
  }

  private Behavior<Command> end() {
    pictures.close();
    boolean missing = unanswered || awaited != null || leaving || !connectedOnce;
    int code = pictures.isIncomplete() ? INCOMPLETE : missing ? UNANSWERED : 0;
    link.close();
    if (!connected) {
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

  private static EdgeLink newLink(ActorContext<Command> context, Setting setting) {
    var self = context.getSelf();
    CompletableFuture<EdgeLink> ready = new CompletableFuture<>();
    EdgeLink link =
        new EdgeLink(
            context.getSystem(),
            setting.edge(),
            setting.settings(),
            message -> {
              CompletableFuture<Done> taken = new CompletableFuture<>();
              return ready.thenCompose(
                  itself -> {
                    self.tell(new Came(itself, message, taken));
                    return taken;
                  });
            });
    ready.complete(link);
    var unused = link.connected().thenAccept(it -> self.tell(new Connected(link)));
    var unusedEither =
        link.ended().whenComplete((done, failure) -> self.tell(new LinkEnded(link, failure)));
    return link;
  }

  private String edge() {
    return setting.edge().getHostString() + ":" + setting.edge().getPort();
  }

  private String outage(boolean wasConnected, @Nullable Throwable failure) {
    if (failure instanceof LegacyException broken) {
      return broken.getMessage() + " Connecting again.";
    }
    return wasConnected
        ? "The edge at " + edge() + " has hung up. It is tried again until it answers."
        : edge() + " does not answer. It is tried again until it does.";
  }

  private static String seconds(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}

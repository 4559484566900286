package throng.gpu.publish.mqtt;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import throng.actors.counts.AlertEvent;
import throng.actors.counts.CameraNow;
import throng.actors.counts.CountHub;
import throng.actors.counts.alert.AlertNow;
import throng.actors.counts.live.Elsewhere;
import throng.actors.counts.live.SeriesNow;
import throng.actors.time.MonotonicClock;
import throng.gpu.publish.AlertText;
import throng.gpu.publish.EventQueue;
import throng.gpu.publish.Notifications;
import throng.gpu.publish.Notifications.Channel;
import throng.gpu.publish.Notifications.Result;
import throng.gpu.publish.PresentSeries;
import throng.streams.frame.CameraId;
import throng.streams.settings.HostAndPort;

/**
 * Publishes each camera's second, whether it is there, and alerts. {@link #turn} is to be called
 * about once a second, by one thread at a time, and {@link #leave} at the end by the same;
 * everything else by any.
 */
public final class MqttPublisher {
  private static final int MOST_EVENTS = 1000;
  private static final double LONGEST_HASTE_S = 5;

  private final MqttSettings settings;
  private final Parts parts;
  private final EventQueue events;
  private final Outbox outbox;
  private final MqttBook book;
  private final Optional<PublishedFile> file;
  private final Link link;
  private final Optional<BrokerLink> broker;
  private final AtomicBoolean isNew = new AtomicBoolean();
  private final AtomicBoolean isHomeAssistantNew = new AtomicBoolean();
  private @Nullable Long againNanos;

  /**
   * What it publishes, and with what.
   *
   * @param elsewhere the cameras of other nodes
   * @param series all of them, as they stand at this moment
   * @param alerts how all alerts stand at this moment
   * @param version the program's
   * @param random from 0 to 1
   * @param folder where it keeps for the next start what it has published; empty: nowhere
   * @param disk one thread, which may wait for the disk
   */
  public record Parts(
      CountHub hub,
      Elsewhere elsewhere,
      Supplier<List<SeriesNow>> series,
      Supplier<List<AlertNow>> alerts,
      Notifications notifications,
      String version,
      MonotonicClock clock,
      DoubleSupplier random,
      Optional<Path> folder,
      Executor disk) {}

  MqttPublisher(
      MqttSettings settings,
      Parts parts,
      Link link,
      Optional<BrokerLink> broker,
      Consumer<String> say) {
    this.settings = settings;
    this.parts = parts;
    this.link = link;
    this.broker = broker;
    this.events = new EventQueue(MOST_EVENTS, Channel.MQTT, parts.notifications);
    this.outbox = new Outbox(settings.repeatAfter());
    this.book = new MqttBook(settings, parts.version, outbox);
    this.file = parts.folder.map(it -> new PublishedFile(it, parts.disk, say));
  }

  /**
   * Connects to the broker, now or as soon as it is there.
   *
   * @param say sentences for the node's user
   */
  public static MqttPublisher connect(
      HostAndPort at, MqttSettings settings, Parts parts, Consumer<String> say) {
    Echo echo = new Echo();
    BrokerLink broker = new BrokerLink(at, settings, echo, say);
    MqttPublisher publisher = new MqttPublisher(settings, parts, broker, Optional.of(broker), say);
    echo.to = publisher;
    broker.connect();
    return publisher;
  }

  /** The broker's side is made before the publisher is. */
  private static final class Echo implements BrokerLink.Listener {
    volatile @Nullable MqttPublisher to;

    @Override
    public void connected() {
      MqttPublisher publisher = to;
      if (publisher != null) {
        publisher.connected();
      }
    }

    @Override
    public void homeAssistantStarted() {
      MqttPublisher publisher = to;
      if (publisher != null) {
        publisher.homeAssistantStarted();
      }
    }
  }

  void connected() {
    isNew.set(true);
  }

  void homeAssistantStarted() {
    isHomeAssistantNew.set(true);
  }

  /** Takes an alert's event; whoever brings it goes on at once. */
  public void accept(AlertEvent event) {
    events.offer(event);
  }

  /** Says what is due. */
  public void turn() {
    long now = parts.clock.nanos();
    if (isNew.getAndSet(false)) {
      outbox.sayAllAgain();
    }
    sayAgainToHomeAssistant(now);
    file.flatMap(PublishedFile::take).ifPresent(book::take);
    List<AlertEvent> happened = events.take();
    List<CameraNow> cameras = parts.hub.cameras();
    book.update(
        cameras,
        new MqttBook.Others(connectedElsewhere(), parts.elsewhere.isHeard()),
        PresentSeries.of(cameras, parts.series.get(), now),
        parts.alerts.get());
    // As soon as it is said, and no sooner than the disk has time: a process that is killed within
    // the same moment leaves what was new in it to the broker.
    file.ifPresent(it -> it.keep(book.published()));
    outbox.say(now, link);
    happened.forEach(this::tell);
  }

  private Set<CameraId> connectedElsewhere() {
    return parts.elsewhere.cameras().stream()
        .filter(it -> it.status().isConnected())
        .map(Elsewhere.CameraElsewhere::camera)
        .collect(Collectors.toSet());
  }

  // Not all devices of a house at the same moment.
  private void sayAgainToHomeAssistant(long now) {
    if (isHomeAssistantNew.getAndSet(false)) {
      double seconds = LONGEST_HASTE_S * parts.random.getAsDouble();
      againNanos = now + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }
    Long again = againNanos;
    if (again != null && now - again >= 0) {
      againNanos = null;
      outbox.sayAllAgain();
    }
  }

  private void tell(AlertEvent event) {
    Optional<CompletionStage<Boolean>> arrival =
        link.publish(settings.prefix() + "/events", AlertText.json(event), false);
    if (arrival.isPresent()) {
      var unused = arrival.get().thenAccept(this::count);
    } else {
      count(false);
    }
  }

  private void count(boolean hasArrived) {
    parts.notifications.count(Channel.MQTT, hasArrived ? Result.SENT : Result.DROPPED);
  }

  /** Says that no camera is there any more, nor the node, and goes. No turn is to follow. */
  public CompletableFuture<?> leave() {
    events.take().forEach(this::tell);
    // A camera that does not come back after a restart would be there for ever with its last count.
    book.availabilities().forEach(topic -> link.publish(topic, "offline", true));
    return broker
        .<CompletableFuture<?>>map(it -> it.leave(settings.prefix()))
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }
}

package throng.gpu.publish;

import akka.Done;
import akka.actor.Cancellable;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import scala.concurrent.ExecutionContextExecutor;
import throng.actors.counts.AlertEvent;
import throng.actors.counts.CountHub;
import throng.actors.counts.Exposition;
import throng.actors.counts.alert.AlertNow;
import throng.actors.counts.live.Elsewhere;
import throng.actors.counts.live.SeriesNow;
import throng.actors.statistics.NodeStatistics;
import throng.actors.time.MonotonicClock;
import throng.gpu.publish.delivery.Deliveries;
import throng.gpu.publish.delivery.Sender;
import throng.gpu.publish.mail.MailSender;
import throng.gpu.publish.metrics.Metrics;
import throng.gpu.publish.mqtt.MqttPublisher;
import throng.gpu.publish.webhook.WebhookSender;
import throng.streams.log.RateLimitedLog;

/** All that tells other systems. What it is given it takes at once, whatever those do. */
public final class Publishers {
  private static final Duration TURN = Duration.ofSeconds(1);

  private final RateLimitedLog log = RateLimitedLog.errors(Publishers.class);
  private final Notifications notifications = new Notifications();
  private final Metrics metrics;
  private final Deliveries deliveries;
  private final Optional<MqttPublisher> mqtt;
  private final Executor turning;
  private final Cancellable turns;

  /**
   * What is published, and with what.
   *
   * @param elsewhere the cameras of other nodes
   * @param series all of them, as they stand at this moment
   * @param alerts how all alerts stand at this moment
   * @param liveViewers how many watch at this moment
   * @param lostRows how many rows of the history were lost
   * @param version the program's
   * @param folder what is to be kept for the next start is kept here; empty: nowhere
   * @param say sentences for the node's user
   */
  public record Parts(
      NodeStatistics statistics,
      CountHub hub,
      Elsewhere elsewhere,
      Supplier<List<SeriesNow>> series,
      Supplier<List<AlertNow>> alerts,
      LongSupplier liveViewers,
      LongSupplier lostRows,
      String version,
      Optional<Path> folder,
      Consumer<String> say) {}

  private Publishers(ActorSystem<?> system, PublishSettings settings, Parts parts) {
    metrics =
        new Metrics(
            new Metrics.Sources(
                parts.statistics,
                parts.hub,
                parts.series,
                parts.liveViewers,
                parts.lostRows,
                notifications,
                parts.version),
            thread(system, "publish"));
    deliveries =
        Deliveries.begin(
            senders(system, settings),
            settings.queue(),
            parts.folder,
            thread(system, "disk"),
            notifications,
            parts.say);
    mqtt =
        settings
            .mqtt()
            .broker()
            .map(
                at ->
                    MqttPublisher.connect(
                        at, settings.mqtt(), mqttParts(parts, thread(system, "disk")), parts.say));
    ExecutionContextExecutor turning = thread(system, "publish");
    this.turning = turning;
    turns = system.scheduler().scheduleWithFixedDelay(TURN, TURN, this::turn, turning);
  }

  private MqttPublisher.Parts mqttParts(Parts parts, Executor disk) {
    return new MqttPublisher.Parts(
        parts.hub,
        parts.elsewhere,
        parts.series,
        parts.alerts,
        notifications,
        parts.version,
        MonotonicClock.SYSTEM,
        () -> ThreadLocalRandom.current().nextDouble(),
        parts.folder,
        disk);
  }

  private static List<Sender> senders(ActorSystem<?> system, PublishSettings settings) {
    List<Sender> senders = new ArrayList<>();
    if (!settings.webhooks().targets().isEmpty()) {
      Duration timeOut = settings.webhooks().timeOut();
      HttpClient client = WebhookSender.client(timeOut);
      settings
          .webhooks()
          .targets()
          .forEach(
              (name, target) ->
                  senders.add(
                      new WebhookSender(client, name, target, timeOut, InstantSource.system())));
    }
    settings
        .mail()
        .server()
        .ifPresent(
            server -> {
              for (String name : settings.mail().targets().keySet()) {
                senders.add(
                    new MailSender(
                        server,
                        settings.mail(),
                        name,
                        thread(system, "mail"),
                        InstantSource.system()));
              }
            });
    return senders;
  }

  private static ExecutionContextExecutor thread(ActorSystem<?> system, String name) {
    return system
        .dispatchers()
        .lookup(DispatcherSelector.fromConfig("throng." + name + "-dispatcher"));
  }

  /** Begins. */
  public static Publishers begin(ActorSystem<?> system, PublishSettings settings, Parts parts) {
    return new Publishers(system, settings, parts);
  }

  private void turn() {
    guarded("notifications", deliveries::turn);
    mqtt.ifPresent(it -> guarded("mqtt", it::turn));
  }

  // What is thrown would end the turns for good.
  private void guarded(String what, Runnable turn) {
    try {
      turn.run();
    } catch (RuntimeException e) {
      log.write(what, "What is published failed (" + what + ")", e);
    }
  }

  /** Takes an alert's event. */
  public void accept(AlertEvent event) {
    deliveries.accept(event);
    mqtt.ifPresent(it -> it.accept(event));
  }

  /** Whether each notification so far is in the file, or needs not be. */
  public boolean areKept() {
    return deliveries.areKept();
  }

  /** The node's numbers, for whoever serves them. */
  public Exposition exposition() {
    return metrics;
  }

  /** Whether all whom alerts are to be told still want to be told, and are, in a word or two. */
  public String notifications() {
    int gone = deliveries.gone();
    long dropped = deliveries.crowdedOut();
    String disabled = gone == 0 ? "" : gone + " disabled";
    String crowdedOut = dropped == 0 ? "" : dropped + " dropped";
    String both = disabled + (gone == 0 || dropped == 0 ? "" : ", ") + crowdedOut;
    return both.isEmpty() ? "sent" : both;
  }

  /** Ends: what was not delivered is kept for the next start. */
  public CompletionStage<Done> end() {
    turns.cancel();
    metrics.close();
    CompletionStage<Done> kept = deliveries.end();
    // After the last turn, which may still be under way.
    return CompletableFuture.supplyAsync(this::leave, turning)
        .thenCompose(left -> left)
        .thenCombine(kept, (left, written) -> written);
  }

  private CompletableFuture<?> leave() {
    return mqtt.<CompletableFuture<?>>map(MqttPublisher::leave)
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }
}

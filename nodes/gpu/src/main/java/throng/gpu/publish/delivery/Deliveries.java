package throng.gpu.publish.delivery;

import akka.Done;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import throng.actors.counts.AlertEvent;
import throng.gpu.publish.AlertText;
import throng.gpu.publish.Notifications;
import throng.gpu.publish.Notifications.Result;
import throng.gpu.publish.delivery.Delivery.Key;
import throng.streams.flow.FutureFailure;
import throng.streams.log.Reason;

/**
 * Tells targets of alerts, each by its own sender, one message at a time and target, again after
 * failures with ever longer pauses. Of a bounded number, where who has most gives way; what does
 * not fit, or is given up, is counted. {@link #turn} is to be called about once a second; any
 * thread may call anything.
 */
public final class Deliveries implements AutoCloseable {
  private static final String FILE = "notifications.db";

  /** The pauses that Standard Webhooks recommends. */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));

  private static final Duration LONGEST_PAUSE = Duration.ofHours(24);

  /** Turns until a file that could not be read is looked at again. */
  private static final int LOOK_AGAIN = 10;

  private final Map<String, Sender> senders = new TreeMap<>();
  private final int capacity;
  private final Optional<DeliveryFile> file;
  private final InstantSource utc;
  private final Notifications notifications;
  private final Consumer<String> say;

  private final Queue<AlertEvent> events = new ConcurrentLinkedQueue<>();
  private final Queue<Answered> answers = new ConcurrentLinkedQueue<>();

  // Guarded by this.
  private final WaitingMessages waiting;
  private final Map<String, Key> underWay = new HashMap<>();
  private final Map<String, Long> leftAloneUntilMillis = new HashMap<>();
  private final Set<String> gone = new HashSet<>();
  private final Map<String, String> saidOf = new HashMap<>();
  // By target, since it has last taken one.
  private final Map<String, Long> crowdedOut = new HashMap<>();
  private long lastTurnMillis = Long.MIN_VALUE / 2;
  private int turns;
  private boolean isClosed;

  private record Answered(Sender sender, Delivery delivery, Answer answer) {}

  Deliveries(
      Collection<? extends Sender> senders,
      int capacity,
      Optional<DeliveryFile> file,
      InstantSource utc,
      Notifications notifications,
      Consumer<String> say) {
    senders.forEach(sender -> this.senders.put(key(sender), sender));
    this.capacity = capacity;
    this.waiting = new WaitingMessages(capacity);
    this.file = file;
    this.utc = utc;
    this.notifications = notifications;
    this.say = say;
  }

  /**
   * Begins, with what the last run has left.
   *
   * @param capacity how many messages may wait
   * @param folder where they are kept for the next start; empty: they are not
   * @param disk one thread, which may wait for the disk
   * @param say sentences for the node's user
   */
  public static Deliveries begin(
      Collection<? extends Sender> senders,
      int capacity,
      Optional<Path> folder,
      Executor disk,
      Notifications notifications,
      Consumer<String> say) {
    InstantSource utc = InstantSource.system();
    // Where nobody is to be told there is nothing to keep.
    Optional<DeliveryFile> file =
        folder
            .filter(any -> !senders.isEmpty())
            .map(it -> DeliveryFile.in(it.resolve(FILE), disk, utc, say));
    Deliveries deliveries = new Deliveries(senders, capacity, file, utc, notifications, say);
    file.ifPresent(any -> disk.execute(deliveries::load));
    return deliveries;
  }

  /** Takes up what the last run has left; on the file's thread. */
  void load() {
    file.map(DeliveryFile::load)
        .ifPresent(
            left -> {
              takeUp(left.deliveries());
              left.gone().forEach(this::askedAnew);
            });
  }

  /** Who wanted nothing any more is asked again once it is somebody else, or is named anew. */
  private synchronized void askedAnew(String target, String place) {
    Sender sender = senders.get(target);
    if (sender == null || !sender.place().equals(place)) {
      file.ifPresent(it -> it.isBack(target));
    } else {
      disable(sender, target, "it wanted nothing any more in an earlier run");
    }
  }

  private synchronized void takeUp(List<Delivery> left) {
    int unknown = 0;
    // The clock may have been ahead then.
    long latest = utc.millis() + LONGEST_PAUSE.toMillis();
    for (Delivery delivery : left) {
      Sender sender = senders.get(delivery.target());
      if (sender == null) {
        file.ifPresent(it -> it.remove(delivery.key()));
        unknown++;
      } else if (waiting.has(delivery.key())) {
        // It came again before the file was read, and is told.
        continue;
      } else if (makeRoom(sender, delivery.target())) {
        waiting.put(delivery.due(Math.min(delivery.dueMillis(), latest)));
      } else {
        drop(sender, delivery.key());
      }
    }
    if (unknown > 0) {
      say.accept(
          "%d notifications of the last run are dropped: the settings no longer have whom they were for."
              .formatted(unknown));
    }
  }

  private static String key(Sender sender) {
    return sender.channel().name().toLowerCase(Locale.ROOT) + ":" + sender.name();
  }

  /** Takes an alert's event; whoever brings it goes on at once. */
  public void accept(AlertEvent event) {
    // As many as the queue could hold of one target each.
    if (events.size() < capacity) {
      events.add(event);
    } else {
      targets(event).forEach(it -> notifications.count(it.channel(), Result.DROPPED));
    }
  }

  private List<Sender> targets(AlertEvent event) {
    return senders.values().stream()
        .filter(sender -> !event.isSilenced() && event.targets().contains(sender.name()))
        .toList();
  }

  /** Sends what is due, and takes note of what was answered. */
  public synchronized void turn() {
    if (isClosed) {
      return;
    }
    followClock();
    takeWhatCame();
    senders.forEach(this::sendNext);
    file.ifPresent(this::keep);
  }

  private void keep(DeliveryFile its) {
    if (turns++ % LOOK_AGAIN == 0) {
      its.loadAfterAll(this::load);
    }
    if (its.isBegunAnew()) {
      waiting.all().forEach(its::put);
      gone.forEach(
          target ->
              Optional.ofNullable(senders.get(target))
                  .ifPresent(it -> its.gone(target, it.place())));
    }
    its.save();
  }

  private void takeWhatCame() {
    for (Answered answered = answers.poll(); answered != null; answered = answers.poll()) {
      underWay.remove(answered.delivery().target());
      take(answered.sender(), answered.delivery(), answered.answer());
    }
    for (AlertEvent event = events.poll(); event != null; event = events.poll()) {
      add(event);
    }
  }

  private void add(AlertEvent event) {
    String message = AlertText.message(event);
    for (Sender sender : targets(event)) {
      String target = key(sender);
      Delivery delivery =
          new Delivery(
              target, message, AlertText.messageBefore(event), sender.body(event), 0, utc.millis());
      if (waiting.has(delivery.key())) {
        continue;
      }
      if (gone.contains(target) || !makeRoom(sender, target)) {
        notifications.count(sender.channel(), Result.DROPPED);
      } else {
        waiting.put(delivery);
        file.ifPresent(it -> it.put(delivery));
        bringForward(delivery.keyBefore());
      }
    }
  }

  // What waits behind it is news, and its target may be back.
  private void bringForward(Key before) {
    waiting
        .bringForward(before, utc.millis())
        .ifPresent(begin -> file.ifPresent(it -> it.put(begin)));
  }

  /** Whether one more of the target's fits, for which one of who has most goes. */
  private boolean makeRoom(Sender wanting, String target) {
    if (!waiting.isFull()) {
      return true;
    }
    Optional<Key> out = waiting.crowdedOutBy(target, underWay.values());
    Sender loses = out.map(it -> senders.get(it.target())).orElse(wanting);
    if (crowdedOut.merge(out.map(Key::target).orElse(target), 1L, Long::sum) == 1) {
      say.accept(
          "%s takes no notifications, and no more of them may wait: the oldest are dropped. Look whether it can be reached."
              .formatted(loses.name()));
    }
    out.ifPresent(it -> drop(loses, it));
    return out.isPresent();
  }

  private void sendNext(String target, Sender sender) {
    if (!underWay.containsKey(target) && !isLeftAlone(target)) {
      waiting.due(target, utc.millis()).ifPresent(delivery -> send(sender, delivery));
    }
  }

  private boolean isLeftAlone(String target) {
    return leftAloneUntilMillis.getOrDefault(target, Long.MIN_VALUE) > utc.millis();
  }

  // A clock that was set back lets nobody wait for longer than was meant.
  private void followClock() {
    long now = utc.millis();
    long back = lastTurnMillis - now;
    if (back > 0) {
      leftAloneUntilMillis.replaceAll((target, until) -> until - back);
      waiting.bringForward(back);
    }
    lastTurnMillis = now;
  }

  private void send(Sender sender, Delivery delivery) {
    underWay.put(delivery.target(), delivery.key());
    // A sender that throws is one that failed, and no reason to leave its target alone for ever.
    CompletableFuture.completedFuture(delivery)
        .thenCompose(sender::send)
        .exceptionally(failure -> Answer.failed(Reason.of(FutureFailure.cause(failure))))
        .thenAccept(answer -> answers.add(new Answered(sender, delivery, answer)));
  }

  private void take(Sender sender, Delivery delivery, Answer answer) {
    switch (answer.outcome()) {
      case DELIVERED -> {
        notifications.count(sender.channel(), Result.SENT);
        crowdedOut.remove(delivery.target());
        sayOnce(sender, answer.reason());
        forget(delivery.key());
      }
      case FAILED -> {
        notifications.count(sender.channel(), Result.FAILED);
        leaveAlone(delivery.target(), longer(PAUSES.get(0), answer.pause()));
        // It may have been brought forward while it was under way.
        retry(sender, waiting.get(delivery.key()).orElse(delivery), answer);
      }
      case GONE -> {
        file.ifPresent(it -> it.gone(delivery.target(), sender.place()));
        disable(sender, delivery.target(), answer.reason());
      }
    }
  }

  private void sayOnce(Sender sender, String but) {
    if (!but.equals(saidOf.put(key(sender), but)) && !but.isEmpty()) {
      say.accept("%s was told, but not everybody: %s.".formatted(sender.name(), but));
    }
  }

  // What else waits for the target would fail as well, and it has said when it wants to be asked.
  private void leaveAlone(String target, Duration pause) {
    leftAloneUntilMillis.put(target, utc.millis() + shorter(LONGEST_PAUSE, pause).toMillis());
  }

  private void retry(Sender sender, Delivery delivery, Answer answer) {
    if (delivery.attempts() >= PAUSES.size()) {
      say.accept(
          "A notification for %s is given up after %d attempts: %s."
              .formatted(sender.name(), delivery.attempts() + 1, answer.reason()));
      drop(sender, delivery.key());
      return;
    }
    if (delivery.attempts() == 0) {
      say.accept(
          "A notification for %s did not arrive: %s. It is sent again later."
              .formatted(sender.name(), answer.reason()));
    }
    Duration usual = PAUSES.get(delivery.attempts());
    Duration pause = shorter(LONGEST_PAUSE, longer(usual, answer.pause()));
    Delivery again = delivery.again(utc.millis(), pause);
    waiting.put(again);
    file.ifPresent(it -> it.put(again));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void disable(Sender sender, String target, String reason) {
    if (gone.add(target)) {
      say.accept(
          "%s is told of no alert any more: %s. Give it another address in the settings, or take it out of them."
              .formatted(sender.name(), reason));
    }
    waiting.of(target).forEach(key -> drop(sender, key));
  }

  private void drop(Sender sender, Key key) {
    notifications.count(sender.channel(), Result.DROPPED);
    forget(key);
  }

  private void forget(Key key) {
    if (waiting.remove(key)) {
      file.ifPresent(it -> it.remove(key));
    }
  }

  /** How many targets are told nothing any more. */
  public synchronized int gone() {
    return gone.size();
  }

  /** How many messages found no room, for targets that have taken none since. */
  public synchronized long crowdedOut() {
    return crowdedOut.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Whether what came so far is in the file for the next start, or there is none. */
  public synchronized boolean areKept() {
    return file.isEmpty() || events.isEmpty() && file.get().isWritten();
  }

  /** How many messages wait, or are under way. */
  public synchronized int waiting() {
    return waiting.size();
  }

  /**
   * Keeps what is still to be delivered for the next start.
   *
   * @return completed when it is in the file, or cannot be
   */
  public synchronized CompletionStage<Done> end() {
    takeWhatCame();
    isClosed = true;
    return file.map(DeliveryFile::end)
        .orElseGet(() -> CompletableFuture.completedFuture(Done.getInstance()));
  }

  /** As {@link #end}, without waiting for the file. */
  @Override
  public void close() {
    CompletionStage<Done> unused = end();
  }
}

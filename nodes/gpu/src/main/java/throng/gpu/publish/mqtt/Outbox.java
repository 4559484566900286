package throng.gpu.publish.mqtt;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What each topic is to say: at most once a second, when that changes, and otherwise from time to
 * time as long as it is still said. Only the newest word of a topic is kept, whatever the broker
 * does. One thread's.
 */
final class Outbox {
  private static final long LEAST_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Who knows a device wants to know whether it is there, and then what it says. */
  enum Rank {
    CONFIG,
    AVAILABILITY,
    STATE
  }

  private final Map<Rank, Map<String, Topic>> topics = new EnumMap<>(Rank.class);
  private final long repeatNanos;
  private long turn;

  private static final class Topic {
    String wanted = "";
    @Nullable String said;
    @Nullable Long saidNanos;
    long setInTurn;
    boolean isLast;
    @Nullable CompletableFuture<Boolean> arrival;

    /** Whether nothing is left to be said of it. */
    boolean isOver() {
      return isLast && arrival != null && arrival.getNow(false);
    }

    /** Whether its last word is lost, and is to be said again. */
    boolean isLost() {
      return isLast && arrival != null && arrival.isDone() && !arrival.getNow(false);
    }
  }

  Outbox(Duration repeatAfter) {
    this.repeatNanos = repeatAfter.toNanos();
    for (Rank rank : Rank.values()) {
      topics.put(rank, new LinkedHashMap<>());
    }
  }

  /** The topic says this now. */
  void set(Rank rank, String name, String payload) {
    Topic topic = of(rank).computeIfAbsent(name, any -> new Topic());
    topic.wanted = payload;
    topic.setInTurn = turn;
    topic.isLast = false;
    topic.arrival = null;
  }

  /** Nothing is retained of the topic any more, whoever has said what there was. */
  void remove(Rank rank, String name) {
    Topic topic = of(rank).computeIfAbsent(name, any -> new Topic());
    if (!topic.isLast) {
      topic.arrival = null;
    }
    topic.wanted = "";
    topic.isLast = true;
  }

  /** The same of one of which the broker was not told before this run: it may never have been. */
  void removeIfSaid(Rank rank, String name) {
    Topic topic = of(rank).get(name);
    if (topic != null && topic.saidNanos == null) {
      of(rank).remove(name);
    } else if (topic != null) {
      remove(rank, name);
    }
  }

  /** The same, unless the topic says something now. */
  void removeUnlessSet(Rank rank, String name) {
    if (!of(rank).containsKey(name)) {
      remove(rank, name);
    }
  }

  /** The topics of which nothing is to be retained any more, and the broker does not know yet. */
  Map<Rank, List<String>> removals() {
    Map<Rank, List<String>> all = new EnumMap<>(Rank.class);
    topics.forEach(
        (rank, its) -> {
          List<String> removed = its.keySet().stream().filter(it -> isLast(its, it)).toList();
          if (!removed.isEmpty()) {
            all.put(rank, removed);
          }
        });
    return all;
  }

  private static boolean isLast(Map<String, Topic> topics, String name) {
    Topic topic = topics.get(name);
    return topic != null && topic.isLast;
  }

  /** The topic is another's from now on: what is retained of it stays. */
  void leave(Rank rank, String name) {
    of(rank).remove(name);
  }

  /** The broker, or who listens there, knows nothing any more. */
  void sayAllAgain() {
    topics.values().forEach(rank -> rank.values().forEach(topic -> topic.said = null));
  }

  /** Says what is due; the rest later, once the link does not take a message. */
  void say(long nanos, Link link) {
    for (Map<String, Topic> rank : topics.values()) {
      if (!say(rank, nanos, link)) {
        break;
      }
    }
    turn++;
  }

  private boolean say(Map<String, Topic> rank, long nanos, Link link) {
    Iterator<Map.Entry<String, Topic>> each = rank.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<String, Topic> entry = each.next();
      Topic topic = entry.getValue();
      if (topic.isLost()) {
        topic.said = null;
      }
      if (isDue(topic, nanos)) {
        Optional<CompletionStage<Boolean>> arrival =
            link.publish(entry.getKey(), topic.wanted, true);
        if (arrival.isEmpty()) {
          return false;
        }
        topic.said = topic.wanted;
        topic.saidNanos = nanos;
        topic.arrival = arrival.get().toCompletableFuture();
      }
      if (topic.isOver()) {
        each.remove();
      }
    }
    return true;
  }

  // What nobody has set since the last time is not known to be true any more: it is not said again.
  private boolean isDue(Topic topic, long nanos) {
    Long last = topic.saidNanos;
    long since = last == null ? Long.MAX_VALUE : nanos - last;
    boolean isNews = !topic.wanted.equals(topic.said);
    boolean isTrue = topic.setInTurn == turn || topic.isLast;
    return isTrue && since >= (isNews ? LEAST_NANOS : repeatNanos);
  }

  private Map<String, Topic> of(Rank rank) {
    return topics.computeIfAbsent(rank, any -> new LinkedHashMap<>());
  }
}

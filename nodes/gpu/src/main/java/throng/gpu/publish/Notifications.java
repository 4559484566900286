package throng.gpu.publish;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what became of notifications, by channel. Any thread may tell it or ask it. */
public final class Notifications {
  private final Map<Key, LongAdder> numbers = new ConcurrentHashMap<>();

  /** What can become of a notification. */
  public enum Result {
    /** It arrived. */
    SENT,
    /** An attempt failed; another one follows, unless it is dropped. */
    FAILED,
    /** It will never arrive. */
    DROPPED
  }

  /** A way to tell somebody. */
  public enum Channel {
    MQTT,
    WEBHOOK,
    MAIL
  }

  /** What is counted together. */
  public record Key(Channel channel, Result result) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byChannel = channel.compareTo(other.channel);
      return byChannel == 0 ? result.compareTo(other.result) : byChannel;
    }
  }

  public void count(Channel channel, Result result) {
    count(channel, result, 1);
  }

  public void count(Channel channel, Result result, long times) {
    numbers.computeIfAbsent(new Key(channel, result), any -> new LongAdder()).add(times);
  }

  public long number(Channel channel, Result result) {
    LongAdder number = numbers.get(new Key(channel, result));
    return number == null ? 0 : number.sum();
  }

  /** Every number, also those that are 0. */
  public Map<Key, Long> all() {
    Map<Key, Long> all = new TreeMap<>();
    for (Channel channel : Channel.values()) {
      for (Result result : Result.values()) {
        all.put(new Key(channel, result), number(channel, result));
      }
    }
    return all;
  }
}

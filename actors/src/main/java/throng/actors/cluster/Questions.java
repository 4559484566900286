package throng.actors.cluster;

import akka.util.ByteString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import throng.streams.settings.HostAndPort;

/**
 * What this node asks others, and they it. What is asked for longer than others may take is
 * forgotten. Any thread may use it.
 */
final class Questions {
  /** Of an answer that goes in one message: Akka lets 256 KiB pass. */
  private static final int A_PART = 100 * 1024;

  private static final int MOST_PARTS = 64;

  private final HostAndPort self;
  private final BiConsumer<HostAndPort, Told> tell;
  private final AtomicLong last = new AtomicLong();
  private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();

  /**
   * @param self where this node listens for others
   * @param tell tells one of them; neither waits nor fails where it is not there
   */
  Questions(HostAndPort self, BiConsumer<HostAndPort, Told> tell) {
    this.self = self;
    this.tell = tell;
  }

  /** A question, while its answers come. */
  private static final class Waiting {
    private final Map<HostAndPort, List<ByteString>> parts = new HashMap<>();
    private final Map<HostAndPort, ByteString> whole = new HashMap<>();
    private final Set<HostAndPort> awaited;
    private final CountDownLatch left;

    Waiting(Set<HostAndPort> whom) {
      this.awaited = new HashSet<>(whom);
      this.left = new CountDownLatch(whom.size());
    }

    // Parts of one node come in their order, or not at all.
    synchronized void take(Answered answered) {
      HostAndPort by = answered.member();
      if (!awaited.contains(by)) {
        return;
      }
      List<ByteString> its = parts.computeIfAbsent(by, any -> new ArrayList<>());
      boolean isNext = answered.parts() <= MOST_PARTS && answered.part() == its.size();
      if (isNext) {
        its.add(answered.bytes());
      }
      if (answered.parts() <= its.size()) {
        awaited.remove(by);
        left.countDown();
      }
      if (isNext && answered.parts() == its.size()) {
        whole.put(by, its.stream().reduce(ByteString.emptyByteString(), ByteString::concat));
      }
    }

    synchronized Map<HostAndPort, ByteString> answers() {
      return Map.copyOf(whole);
    }
  }

  /**
   * Asks, and waits until all have answered or the time is over.
   *
   * @return the answers of those who did
   */
  Map<HostAndPort, ByteString> ask(Set<HostAndPort> whom, ByteString question, Duration within) {
    long number = last.incrementAndGet();
    Waiting asked = new Waiting(Set.copyOf(whom));
    waiting.put(number, asked);
    try {
      whom.forEach(member -> tell.accept(member, new Asked(self, number, question)));
      boolean unused = asked.left.await(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      waiting.remove(number);
    }
    return asked.answers();
  }

  /** Another node has answered. */
  void heard(Answered answered) {
    Waiting asked = waiting.get(answered.number());
    if (asked != null) {
      asked.take(answered);
    }
  }

  /**
   * This node's answer is known.
   *
   * @param answer empty: it cannot answer
   */
  void answer(Asked asked, Optional<ByteString> answer) {
    ByteString bytes = answer.orElse(ByteString.emptyByteString());
    int parts = answer.isEmpty() ? 0 : Math.max(1, (bytes.size() + A_PART - 1) / A_PART);
    if (parts == 0 || parts > MOST_PARTS) {
      tell.accept(asked.member(), answered(asked, 0, 0, ByteString.emptyByteString()));
      return;
    }
    for (int part = 0; part < parts; part++) {
      ByteString its = bytes.slice(part * A_PART, Math.min(bytes.size(), (part + 1) * A_PART));
      tell.accept(asked.member(), answered(asked, part, parts, its));
    }
  }

  private Answered answered(Asked asked, int part, int parts, ByteString bytes) {
    return new Answered(self, asked.number(), part, parts, bytes);
  }
}

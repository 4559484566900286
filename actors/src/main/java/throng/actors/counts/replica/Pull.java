package throng.actors.counts.replica;

import akka.util.ByteString;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import throng.actors.counts.MemberBytes;
import throng.actors.counts.past.OtherNodes;
import throng.actors.counts.past.OtherNodes.Reply;
import throng.actors.counts.replica.Documents.Offered;
import throng.streams.log.Printable;
import throng.streams.log.RateLimitedLog;
import throng.streams.log.Reason;

/**
 * Takes what other nodes have newer. What they say of it is looked at before anything is fetched: a
 * node that lies makes no document, nor all of them together, larger than they may become. Its
 * {@link Replicas}' own; one thread at a time.
 */
final class Pull {
  /** Of one document, and of what is asked for at once: an answer holds 6 MB. */
  static final int MOST_DOCUMENT = 2 << 20;

  /** Of all documents, with those that are taken. */
  private static final long MOST_TOGETHER = 32L << 20;

  /** A question is one message, and a name has up to six bytes a letter in it. */
  private static final int MOST_NAMES = 500;

  private static final int MOST_LETTERS = 30_000;

  private static final int MOST_SETTLED = 50_000;

  /** What was refused may hold by now: there is more room, or what it belongs to. */
  private static final int REFUSED_FOR_PULLS = 60;

  private final OtherNodes others;
  private final RateLimitedLog log = RateLimitedLog.warnings(Pull.class);

  /** What was fetched and looked at: another node's word of it is no reason to do so at once. */
  private final Map<String, Settled> settled =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Settled> eldest) {
          return size() > MOST_SETTLED;
        }
      };

  private long pulls;

  /**
   * @param until before which pull it is not asked for again
   */
  private record Settled(Stamp stamp, long until) {}

  Pull(OtherNodes others) {
    this.others = others;
  }

  void from(List<Documents> kinds) {
    List<String> nodes = others.names();
    if (nodes.isEmpty()) {
      return;
    }
    pulls++;
    ByteString question = ReplicaBytes.askStamps(Replicas.stamps(kinds));
    for (Reply reply : others.ask(question, nodes)) {
      if (reply.bytes().isPresent()) {
        from(reply.node(), reply.bytes().get(), kinds);
      }
    }
  }

  private void from(String node, ByteString answer, List<Documents> kinds) {
    try (DataInputStream in = MemberBytes.in(answer)) {
      Map<String, Stamp> told = ReplicaBytes.stamps(in);
      Map<String, Stamp> wanted = told.isEmpty() ? Map.of() : wanted(node, told, kinds);
      List<Documents> taking = new ArrayList<>(kinds);
      while (!wanted.isEmpty()) {
        Map<String, Stamp> batch = batch(wanted);
        wanted.keySet().removeAll(batch.keySet());
        if (!take(node, batch, taking)) {
          return;
        }
        wanted.keySet().removeIf(name -> Replicas.of(name, taking).isEmpty());
      }
    } catch (IOException | RuntimeException e) {
      say(node, e);
    }
  }

  private void say(String node, Exception failure) {
    log.write(
        "documents",
        "What %s has newer cannot be taken: %s".formatted(node, Reason.of(failure)),
        failure instanceof RuntimeException ? failure : null);
  }

  private Map<String, Stamp> wanted(String node, Map<String, Stamp> told, List<Documents> kinds) {
    Map<String, Stamp> own = Replicas.stamps(kinds);
    long together = own.values().stream().mapToLong(Stamp::bytes).sum();
    Map<String, Stamp> wanted = new LinkedHashMap<>();
    for (Map.Entry<String, Stamp> entry : told.entrySet()) {
      String name = entry.getKey();
      Stamp its = entry.getValue();
      Stamp here = own.getOrDefault(name, Stamp.NONE);
      Optional<Documents> documents = Replicas.of(name, kinds);
      boolean isNews =
          documents.isPresent() && its.isNewerThan(here) && !isSettled(node, name, its);
      if (isNews) {
        long after = together - here.bytes() + its.bytes();
        Optional<String> refusal = refusal(its, here, documents.get(), after);
        if (refusal.isEmpty()) {
          wanted.put(name, its);
          together = after;
        } else {
          refuse(node, name, its, refusal.get());
        }
      }
    }
    return wanted;
  }

  private static Optional<String> refusal(
      Stamp its, Stamp here, Documents documents, long together) {
    if (its.version() > documents.highest(here.version())) {
      return Optional.of("its version %d cannot be".formatted(its.version()));
    } else if (its.bytes() < 0 || its.bytes() > MOST_DOCUMENT) {
      return Optional.of("it has %d bytes, and may have 2 MiB".formatted(its.bytes()));
    }
    return together > MOST_TOGETHER
        ? Optional.of("with it there would be more than 32 MiB")
        : Optional.empty();
  }

  private static Map<String, Stamp> batch(Map<String, Stamp> wanted) {
    Map<String, Stamp> batch = new LinkedHashMap<>();
    long bytes = 0;
    long letters = 0;
    for (Map.Entry<String, Stamp> entry : wanted.entrySet()) {
      bytes += entry.getValue().bytes();
      letters += entry.getKey().length();
      boolean isFull =
          bytes > MOST_DOCUMENT || letters > MOST_LETTERS || batch.size() == MOST_NAMES;
      if (!batch.isEmpty() && isFull) {
        break;
      }
      batch.put(entry.getKey(), entry.getValue());
    }
    return batch;
  }

  /**
   * Whether it goes on with the rest.
   *
   * @param kinds without those, afterwards, that could not be taken
   */
  private boolean take(String node, Map<String, Stamp> batch, List<Documents> kinds)
      throws IOException {
    List<String> names = List.copyOf(batch.keySet());
    Optional<ByteString> answer =
        others.ask(ReplicaBytes.askTexts(names), List.of(node)).stream()
            .flatMap(reply -> reply.bytes().stream())
            .findFirst();
    if (answer.isEmpty()) {
      return false;
    }
    try (DataInputStream in = MemberBytes.in(answer.get())) {
      Map<String, String> texts = ReplicaBytes.texts(in);
      texts.entrySet().removeIf(it -> !isAsTold(it.getKey(), it.getValue(), batch));
      kinds.removeIf(documents -> !isTaken(node, documents, batch, texts));
      return !texts.isEmpty();
    }
  }

  // Less of it may be left by now, where times are over.
  private static boolean isAsTold(String name, String text, Map<String, Stamp> batch) {
    Stamp told = batch.get(name);
    return told != null && text.getBytes(StandardCharsets.UTF_8).length <= told.bytes();
  }

  // What fails of one kind, on a full disk or by its own fault, keeps no other kind out.
  private boolean isTaken(
      String node, Documents documents, Map<String, Stamp> batch, Map<String, String> texts) {
    try {
      take(node, documents, batch, texts);
      return true;
    } catch (IOException | RuntimeException e) {
      say(node, e);
      return false;
    }
  }

  private void take(
      String node, Documents documents, Map<String, Stamp> batch, Map<String, String> texts)
      throws IOException {
    Map<String, Offered> offered = new LinkedHashMap<>();
    List<String> taken = new ArrayList<>();
    texts.forEach(
        (name, text) -> {
          if (name.startsWith(documents.kind() + "/")) {
            taken.add(name);
            offered.put(
                Replicas.within(name, documents),
                new Offered(batch.getOrDefault(name, Stamp.NONE), text));
          }
        });
    if (offered.isEmpty()) {
      return;
    }
    Map<String, String> refused = documents.take(offered);
    taken.forEach(name -> settle(node, name, batch.getOrDefault(name, Stamp.NONE)));
    refused.forEach(
        (within, why) -> {
          String name = documents.kind() + "/" + within;
          refuse(node, name, batch.getOrDefault(name, Stamp.NONE), why);
        });
  }

  private void settle(String node, String name, Stamp its) {
    settled.put(key(node, name), new Settled(its, Long.MAX_VALUE));
  }

  private void refuse(String node, String name, Stamp its, String why) {
    settled.put(key(node, name), new Settled(its, pulls + REFUSED_FOR_PULLS));
    say(node, name, why);
  }

  private void say(String node, String name, String why) {
    log.write(
        "refused",
        "The GPU node %s has %s newer, which is not taken: %s."
            .formatted(node, Printable.line(name), Printable.line(why)));
  }

  private boolean isSettled(String node, String name, Stamp its) {
    Settled before = settled.get(key(node, name));
    return before != null && before.stamp().isSame(its) && pulls < before.until();
  }

  private static String key(String node, String name) {
    return node + " " + name;
  }
}

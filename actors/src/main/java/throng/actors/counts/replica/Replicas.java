package throng.actors.counts.replica;

import akka.util.ByteString;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import throng.actors.counts.MemberBytes;
import throng.actors.counts.past.FewAtOnce;
import throng.actors.counts.past.OtherNodes;

/**
 * All documents that this node has in common with others. Each node asks the others for what they
 * have newer; so one that joins or comes back gets all, and nobody has to be told of a change. Any
 * thread may use it.
 */
public final class Replicas {
  private final Pull pull;
  private final FewAtOnce answers;
  private final List<Documents> kinds = new CopyOnWriteArrayList<>();
  private volatile boolean isEncrypted;

  /**
   * @param blocking where answering may wait for a disk
   */
  public Replicas(OtherNodes others, Executor blocking) {
    this.pull = new Pull(others);
    this.answers = new FewAtOnce(blocking, this::read);
  }

  /** Documents of one more kind. */
  public void add(Documents documents) {
    kinds.add(documents);
  }

  /** Whether a question is for {@link #answer}. */
  public static boolean isAsked(ByteString question) {
    int kind = question.isEmpty() ? 0 : question.head() & 0xff;
    return kind == ReplicaBytes.STAMPS || kind == ReplicaBytes.TEXTS;
  }

  /**
   * The links between the nodes are there.
   *
   * @param encrypted whether nobody else can read what they carry; else secrets stay here
   */
  public void linked(boolean encrypted) {
    isEncrypted = encrypted;
  }

  /** Takes what other nodes have newer; waits for them. One thread at a time. */
  public void pull() {
    pull.from(shared());
  }

  /** Never waits; fails where the question is none, or cannot be answered now. */
  public CompletionStage<ByteString> answer(ByteString question) {
    return answers.answer(question);
  }

  private ByteString read(ByteString question) {
    try (DataInputStream in = MemberBytes.in(question)) {
      List<Documents> shared = shared();
      return in.readUnsignedByte() == ReplicaBytes.STAMPS
          ? ReplicaBytes.stamps(in.readLong(), stamps(shared))
          : ReplicaBytes.texts(texts(ReplicaBytes.names(in), shared));
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private List<Documents> shared() {
    return kinds.stream().filter(it -> isEncrypted || !it.isSecret()).toList();
  }

  /** What is here of all kinds, by kind and name. */
  static Map<String, Stamp> stamps(List<Documents> kinds) {
    Map<String, Stamp> stamps = new LinkedHashMap<>();
    for (Documents documents : kinds) {
      documents.stamps().forEach((name, stamp) -> stamps.put(documents.kind() + "/" + name, stamp));
    }
    return stamps;
  }

  /** The documents of a kind by that name; empty: no such kind is known here. */
  static Optional<Documents> of(String name, List<Documents> kinds) {
    return kinds.stream().filter(it -> name.startsWith(it.kind() + "/")).findFirst();
  }

  /** What its own kind calls it. */
  static String within(String name, Documents documents) {
    return name.substring(documents.kind().length() + 1);
  }

  // Whoever asks for more at once asks again for the rest.
  private static Map<String, String> texts(List<String> names, List<Documents> kinds) {
    Map<String, String> texts = new LinkedHashMap<>();
    long length = 0;
    for (String name : names) {
      Optional<String> text =
          of(name, kinds).flatMap(documents -> documents.text(within(name, documents)));
      length += text.map(String::length).orElse(0);
      if (length > Pull.MOST_DOCUMENT) {
        break;
      }
      text.ifPresent(it -> texts.put(name, it));
    }
    return texts;
  }
}

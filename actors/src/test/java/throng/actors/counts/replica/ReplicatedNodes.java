package throng.actors.counts.replica;

import akka.util.ByteString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import throng.actors.counts.past.OtherNodes;

/** Nodes that ask each other in memory. */
final class ReplicatedNodes {
  private final Map<String, Replicas> nodes = new LinkedHashMap<>();
  private final Set<String> away = new java.util.HashSet<>();
  final List<ByteString> asked = new ArrayList<>();

  /** What becomes of an answer on its way. */
  UnaryOperator<ByteString> lie = answer -> answer;

  Replicas node(String name, Documents... documents) {
    Replicas replicas = new Replicas(others(name), Runnable::run);
    List.of(documents).forEach(replicas::add);
    replicas.linked(true);
    nodes.put(name, replicas);
    return replicas;
  }

  void away(String name, boolean isAway) {
    if (isAway) {
      away.add(name);
    } else {
      away.remove(name);
    }
  }

  /** Each asks the others once. */
  void pull() {
    nodes.values().forEach(Replicas::pull);
  }

  private OtherNodes others(String self) {
    return new OtherNodes() {
      @Override
      public List<String> names() {
        return nodes.keySet().stream().filter(it -> !it.equals(self)).toList();
      }

      @Override
      public List<Reply> ask(ByteString question, List<String> whom) {
        asked.add(question);
        return whom.stream().map(node -> new Reply(node, answer(self, node, question))).toList();
      }
    };
  }

  private Optional<ByteString> answer(String self, String node, ByteString question) {
    Replicas asked = nodes.get(node);
    return away.contains(node) || away.contains(self) || asked == null
        ? Optional.empty()
        : Optional.of(lie.apply(asked.answer(question).toCompletableFuture().join()));
  }
}

package throng.common.settings;

import java.util.Arrays;
import java.util.List;

/** The two programs that read {@code conf/application.conf}; each checks its own blocks of it. */
public enum NodeKind {
  EDGE("edge-node", "edge-node-akka.conf", List.of("edge-node", "edge-nodes")),
  GPU("gpu-node", "gpu-node-akka.conf", List.of("gpu-node"));

  private final String program;
  private final String akkaResource;
  private final List<String> blocks;

  NodeKind(String program, String akkaResource, List<String> blocks) {
    this.program = program;
    this.akkaResource = akkaResource;
    this.blocks = blocks;
  }

  /** What the program is called on a command line. */
  public String program() {
    return program;
  }

  /** The class path resource with the node's Akka settings, which are not the user's. */
  String akkaResource() {
    return akkaResource;
  }

  /** The blocks below {@code throng} whose keys this node knows. */
  List<String> blocks() {
    return blocks;
  }

  /** The blocks below {@code throng} whose keys only the other program knows. */
  List<String> others() {
    return Arrays.stream(values())
        .filter(node -> node != this)
        .flatMap(node -> node.blocks.stream())
        .toList();
  }
}

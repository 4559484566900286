package throng.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import throng.tests.NodeProcess;

/** Nodes with the flags that README's 'Run it as a service' gives. */
final class ServiceFlags {
  private static final List<String> HEAP =
      List.of("-XX:+UseSerialGC", "-XX:MinHeapFreeRatio=25", "-XX:MaxHeapFreeRatio=30");
  private static final List<String> GPU = with("-Xms64m", "-Xmx1g");
  private static final List<String> EDGE = with("-Xms16m", "-Xmx256m");

  private ServiceFlags() {}

  private static List<String> with(String... size) {
    return both(List.of(size), HEAP);
  }

  static NodeProcess gpu(Path folder, String... arguments) throws IOException {
    return gpuOf("nodes/gpu/target/gpu-node.jar", folder, arguments);
  }

  /** The GPU node of this jar. */
  static NodeProcess gpuOf(String jar, Path folder, String... arguments) throws IOException {
    return NodeProcess.start(GPU, jar, folder, arguments);
  }

  /**
   * @param more further flags for Java
   */
  static NodeProcess gpuWith(List<String> more, Path folder, String... arguments)
      throws IOException {
    return NodeProcess.start(both(GPU, more), "nodes/gpu/target/gpu-node.jar", folder, arguments);
  }

  static NodeProcess edge(Path folder, String... arguments) throws IOException {
    return edgeWith(List.of(), folder, arguments);
  }

  /**
   * @param more further flags for Java
   */
  static NodeProcess edgeWith(List<String> more, Path folder, String... arguments)
      throws IOException {
    return NodeProcess.start(
        both(EDGE, more), "nodes/edge/target/edge-node.jar", folder, arguments);
  }

  private static List<String> both(List<String> flags, List<String> more) {
    return Stream.concat(flags.stream(), more.stream()).toList();
  }
}

package throng.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import throng.tests.NodeProcess;

/** Resident memory of a GPU node with sixteen cameras, and of edge nodes with one and eight. */
@Command(name = "memory", description = "Resident memory over ten minutes, minute 10 against 3.")
final class MemoryTable implements Table {
  private static final String CAMERA = "test:people=20,size=640x480,fps=2,seed=";

  @Option(names = "--minutes", description = "How long; at least 4.", defaultValue = "10")
  private int minutes = 10;

  private record Node(String name, NodeProcess process, List<ResidentMemory> seconds) {}

  @Override
  public void print() throws Exception {
    Path folder = Files.createTempDirectory("throng-bench");
    List<Node> nodes = start(folder);
    try {
      sample(nodes);
    } finally {
      nodes.forEach(node -> node.process().close());
    }
    System.out.printf(
        "%-24s %9s %9s %7s   %6s %6s %6s%n",
        "MB", "minute 3", "minute " + minutes, "ratio", "heap", "direct", "native");
    nodes.forEach(this::row);
    System.out.printf(
        Locale.ROOT,
        "each further camera of an edge node: %.0f MB%n",
        (last(nodes.get(2)) - last(nodes.get(1))) / 7);
  }

  private static List<Node> start(Path folder) throws Exception {
    NodeProcess gpu = ServiceFlags.gpu(folder, "--listen", "127.0.0.1:0");
    String address = gpu.address();
    List<Node> nodes = new ArrayList<>();
    nodes.add(node("GPU node, 16 cameras", gpu));
    nodes.add(node("edge node, 1 camera", edge(folder, address, 1)));
    nodes.add(node("edge node, 8 cameras", edge(folder, address, 8)));
    nodes.add(node("edge node, 7 cameras", edge(folder, address, 7)));
    return nodes;
  }

  private static Node node(String name, NodeProcess process) {
    return new Node(name, process, new ArrayList<>());
  }

  private static NodeProcess edge(Path folder, String address, int cameras) throws Exception {
    StringBuilder conf = new StringBuilder("throng.edge-nodes.bench" + cameras + ".cameras {\n");
    for (int i = 0; i < cameras; i++) {
      conf.append("  camera" + i + ".source = \"" + CAMERA + i + "\"\n");
    }
    Path file = folder.resolve("bench" + cameras + ".conf");
    Files.writeString(file, conf.append("}\n"));
    return ServiceFlags.edge(
        folder, "--config", file.toString(), "--node", "bench" + cameras, "--gpu-node", address);
  }

  private void sample(List<Node> nodes) throws Exception {
    List<ResidentMemory.Probe> probes = new ArrayList<>();
    for (Node node : nodes) {
      probes.add(new ResidentMemory.Probe(node.process().pid()));
    }
    for (int second = 0; second < minutes * 60; second++) {
      Thread.sleep(1000);
      for (int i = 0; i < nodes.size(); i++) {
        nodes.get(i).seconds().add(probes.get(i).read());
      }
      Progress.tell("memory", second + 1, minutes * 60);
    }
  }

  private void row(Node node) {
    double third = median(node, 3, ResidentMemory::resident);
    System.out.printf(
        Locale.ROOT,
        "%-24s %9.0f %9.0f %7.3f   %6.0f %6.0f %6.0f%n",
        node.name(),
        third,
        last(node),
        last(node) / third,
        median(node, minutes, ResidentMemory::heap),
        median(node, minutes, ResidentMemory::direct),
        median(node, minutes, ResidentMemory::other));
  }

  private double last(Node node) {
    return median(node, minutes, ResidentMemory::resident);
  }

  private static double median(Node node, int minute, ToDoubleFunction<ResidentMemory> of) {
    return Medians.of(
        node.seconds().subList((minute - 1) * 60, minute * 60).stream().mapToDouble(of).toArray());
  }

  /** The flags that README's 'Run it as a service' gives. */
  private static final class ServiceFlags {
    private static final List<String> GPU = List.of("-Xmx1g", "-XX:+UseSerialGC");
    private static final List<String> EDGE =
        List.of(
            "-Xmx256m", "-XX:+UseSerialGC", "-XX:MaxHeapFreeRatio=30", "-XX:MinHeapFreeRatio=10");

    static NodeProcess gpu(Path folder, String... arguments) throws Exception {
      return NodeProcess.start(GPU, "nodes/gpu/target/gpu-node.jar", folder, arguments);
    }

    static NodeProcess edge(Path folder, String... arguments) throws Exception {
      return NodeProcess.start(EDGE, "nodes/edge/target/edge-node.jar", folder, arguments);
    }
  }
}

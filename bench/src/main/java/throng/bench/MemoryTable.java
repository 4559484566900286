package throng.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import throng.tests.NodeProcess;

/** Resident memory of a GPU node with sixteen cameras, and of edge nodes with one and eight. */
@Command(name = "memory", description = "Resident memory over ten minutes, minute 10 against 3.")
final class MemoryTable implements Table {
  private static final double FLAT = 1.05;
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
    Lines.title("Resident memory, started as a service is; medians of a minute");
    Lines.print(
        "%-24s %9s %9s %7s %8s %6s %6s %6s",
        "MB", "minute 3", "minute " + minutes, "ratio", "at most", "heap", "direct", "native");
    nodes.forEach(this::row);
    double one = last(nodes.get(1));
    double further = (last(nodes.get(2)) - one) / 7;
    Lines.print("edge node with one camera: %.0f MB, at most 300  %s", one, Lines.met(one <= 300));
    Lines.print("each further camera: %.0f MB, at most 60  %s", further, Lines.met(further <= 60));
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
    Progress progress = new Progress("memory", minutes * 60L);
    for (int second = 0; second < minutes * 60; second++) {
      Thread.sleep(1000);
      for (int i = 0; i < nodes.size(); i++) {
        nodes.get(i).seconds().add(probes.get(i).read());
      }
      progress.step();
    }
  }

  private void row(Node node) {
    double third = median(node, 3, ResidentMemory::resident);
    double ratio = last(node) / third;
    Lines.print(
        "%-24s %9.0f %9.0f %7.3f %8.2f %6.0f %6.0f %6.0f  %s",
        node.name(),
        third,
        last(node),
        ratio,
        FLAT,
        median(node, minutes, ResidentMemory::heap),
        median(node, minutes, ResidentMemory::direct),
        median(node, minutes, ResidentMemory::other),
        Lines.met(ratio <= FLAT && ratio >= 2 - FLAT));
  }

  private double last(Node node) {
    return median(node, minutes, ResidentMemory::resident);
  }

  private static double median(Node node, int minute, ToDoubleFunction<ResidentMemory> of) {
    return Medians.of(
        node.seconds().subList((minute - 1) * 60, minute * 60).stream().mapToDouble(of).toArray());
  }
}

package throng.bench;

import akka.actor.ActorSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import throng.tests.NodeProcess;
import throng.tests.OldCounterServer;

/** Stop-and-wait, pipelined and Throng's own transfer of 640 x 480 JPEGs, over longer ways. */
@Command(
    name = "transfer",
    description = "Frames a second of the old counter's two modes and of Throng's protocol.")
final class TransferTable implements Table {
  private static final int ROWS = 60;
  private static final int COLUMNS = 80;
  private static final long MAP_BYTES = 4L * ROWS * COLUMNS;
  private static final double[] ROUND_TRIPS = {0, 1, 10, 40};
  private static final Map<String, String> NETWORKS = networks();
  private static final Pattern STOP_AND_WAIT =
      Pattern.compile("in stop-and-wait mode: at ([0-9.]+:[0-9]+)");
  private static final String WAITING = "stop-and-wait";
  private static final String PIPELINED = "pipelined";

  @Option(
      names = "--frames",
      description = "Frames a cell; ten times as many where each takes little.",
      defaultValue = "20")
  private int frames = 20;

  @Option(names = "--plot", paramLabel = "FILE", description = "Draws the figures, as PNG.")
  private @Nullable Path plot;

  private final List<TransferCell> cells = new ArrayList<>();

  private static final String FREE = "free";
  private static final String COSTS_NOTHING =
      "constant:rows=" + ROWS + ",columns=" + COLUMNS + ",value=0.01";
  private static final int WARM_UP = 10;
  private static final int RUNS = 5;

  private static Map<String, String> networks() {
    Map<String, String> networks = new LinkedHashMap<>();
    networks.put(FREE, COSTS_NOTHING);
    networks.put("embedded", "builtin");
    return networks;
  }

  @Override
  public void print() throws Exception {
    List<byte[]> pictures = TransferPictures.make(frames);
    ActorSystem system = ActorSystem.create("transfer");
    try {
      table(system, pictures);
      captures(system, pictures);
      theirServer(system, pictures);
    } finally {
      system.terminate();
    }
    if (plot != null) {
      TransferPlot.write(plot, cells);
    }
  }

  private static Map<String, TransferClient> clients(ActorSystem system) {
    Map<String, TransferClient> clients = new LinkedHashMap<>();
    clients.put(WAITING, TransferClient.old(true));
    clients.put(PIPELINED, TransferClient.old(false));
    clients.put("throng, window 2", TransferClient.throng(system, 2));
    clients.put("throng, window 8", TransferClient.throng(system, 8));
    return clients;
  }

  private void table(ActorSystem system, List<byte[]> pictures) throws Exception {
    System.out.printf(
        "%d pictures of %.0f kB, maps of %.0f kB%n%n%-10s %-18s %-9s %9s %7s%n",
        pictures.size(),
        bytes(pictures) / 1e3 / pictures.size() - MAP_BYTES / 1e3,
        MAP_BYTES / 1e3,
        "network",
        "protocol",
        "trip",
        "frames/s",
        "MB/s");
    for (Map.Entry<String, String> network : NETWORKS.entrySet()) {
      try (NodeProcess gpu = gpu(network.getValue())) {
        warmUp(system, gpu, network.getKey(), pictures);
        for (double trip : ROUND_TRIPS) {
          for (Map.Entry<String, TransferClient> client : clients(system).entrySet()) {
            List<byte[]> sent = pictures(network.getKey(), client.getKey(), pictures);
            cells.add(cell(network.getKey(), client.getKey(), trip, client.getValue(), gpu, sent));
            row(cells.get(cells.size() - 1));
          }
        }
      }
    }
  }

  /** Compilers of both programs have seen every path before the time is taken. */
  private static void warmUp(
      ActorSystem system, NodeProcess gpu, String network, List<byte[]> pictures) throws Exception {
    for (int i = 0; i < (network.equals(FREE) ? WARM_UP : 1); i++) {
      for (Map.Entry<String, TransferClient> client : clients(system).entrySet()) {
        client.getValue().seconds(address(gpu, client.getKey()), pictures);
      }
    }
  }

  private static List<byte[]> pictures(String network, String protocol, List<byte[]> once) {
    if (!network.equals(FREE) || protocol.equals(WAITING)) {
      return once;
    }
    List<byte[]> more = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      more.addAll(once);
    }
    return more;
  }

  private static void row(TransferCell cell) {
    System.out.printf(
        Locale.ROOT,
        "%-10s %-18s %-9s %9.1f %7.2f%n",
        cell.network(),
        cell.protocol(),
        TransferCell.way(cell.roundTripMillis()),
        cell.framesPerSecond(),
        cell.megabytesPerSecond());
  }

  private static TransferCell cell(
      String network,
      String protocol,
      double trip,
      TransferClient client,
      NodeProcess gpu,
      List<byte[]> pictures)
      throws Exception {
    String address = address(gpu, protocol);
    double seconds;
    if (trip == 0) {
      seconds = client.seconds(address, pictures);
    } else {
      try (DelayingProxy proxy = new DelayingProxy(address, trip)) {
        seconds = client.seconds(proxy.address(), pictures);
      }
    }
    return new TransferCell(network, protocol, trip, pictures.size(), bytes(pictures), seconds);
  }

  private void captures(ActorSystem system, List<byte[]> pictures) throws Exception {
    System.out.printf(
        "%nOn the wire, on loopback%n%-18s %13s %13s %13s%n",
        "protocol", "packets/frame", "turns/frame", "bytes/frame");
    try (NodeProcess gpu = gpu(COSTS_NOTHING)) {
      for (Map.Entry<String, TransferClient> client : clients(system).entrySet()) {
        String address = address(gpu, client.getKey());
        Optional<PacketCapture> started = PacketCapture.start(address);
        if (started.isEmpty()) {
          System.out.println("No tshark, or it may not capture.");
          return;
        }
        try (PacketCapture capture = started.get()) {
          client.getValue().seconds(address, pictures);
          capture(client.getKey(), capture.figures(), pictures.size() + TransferClient.WARM);
        }
      }
    }
  }

  private static void capture(String protocol, PacketCapture.Figures seen, int frames) {
    System.out.printf(
        Locale.ROOT,
        "%-18s %13.1f %13.1f %13.0f%n",
        protocol,
        (double) seen.packets() / frames,
        (double) seen.turns() / frames,
        (double) seen.payload() / frames);
  }

  /** The same client against Throng and against a server like its own, in turn, on loopback. */
  private static void theirServer(ActorSystem system, List<byte[]> pictures) throws Exception {
    System.out.printf(
        "%nThe old client on loopback, median of %d runs each, in turn%n%-18s %12s %12s %7s%n",
        RUNS, "mode", "its server", "GPU node", "ratio");
    try (NodeProcess gpu = gpu(COSTS_NOTHING)) {
      warmUp(system, gpu, FREE, pictures);
      for (boolean waits : new boolean[] {true, false}) {
        try (OldCounterServer server =
            new OldCounterServer(waits, OldCounterServer.Fault.NONE, ROWS, COLUMNS, 0.01f)) {
          String mode = waits ? WAITING : PIPELINED;
          compare(mode, TransferClient.old(waits), server.address(), address(gpu, mode), pictures);
        }
      }
    }
  }

  private static void compare(
      String mode, TransferClient client, String theirs, String ours, List<byte[]> pictures)
      throws Exception {
    double[] theirRates = new double[RUNS];
    double[] ourRates = new double[RUNS];
    for (int i = 0; i < RUNS; i++) {
      theirRates[i] = pictures.size() / client.seconds(theirs, pictures);
      ourRates[i] = pictures.size() / client.seconds(ours, pictures);
    }
    double their = Medians.of(theirRates);
    double our = Medians.of(ourRates);
    System.out.printf(Locale.ROOT, "%-18s %12.1f %12.1f %7.1f%n", mode, their, our, our / their);
  }

  private static long bytes(List<byte[]> pictures) {
    return pictures.stream().mapToLong(picture -> picture.length + MAP_BYTES).sum();
  }

  private static String address(NodeProcess gpu, String protocol) throws InterruptedException {
    return protocol.equals(WAITING)
        ? gpu.waitFor(STOP_AND_WAIT, Duration.ofMinutes(1)).group(1)
        : gpu.address();
  }

  private static NodeProcess gpu(String model) throws Exception {
    return NodeProcess.gpu(
        Files.createTempDirectory("throng-bench"),
        "--listen",
        "127.0.0.1:0",
        "--model",
        model,
        "-Dthrong.gpu-node.legacy.stop-and-wait-listen=127.0.0.1:0");
  }
}

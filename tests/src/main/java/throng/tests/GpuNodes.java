package throng.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import throng.streams.testing.FreePort;

/** GPU nodes that work as one, each a process with a folder of its own, on loopback. */
public final class GpuNodes implements AutoCloseable {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int BETWEEN_LOOKS_MILLIS = 200;
  private static final List<String> SMALL = List.of("-Xmx160m", "-XX:+UseSerialGC");

  // Columns of what a node tells.
  private static final int LOAD = 1;
  private static final int LIVE = 4;

  private final Path folder;
  private final List<Integer> frames = new ArrayList<>();
  private final List<Integer> members = new ArrayList<>();
  private final List<Integer> reached = new ArrayList<>();
  private final List<Integer> pages = new ArrayList<>();
  private final IntFunction<String> more;
  private final List<String> models;
  private final List<NodeProcess> nodes = new ArrayList<>();

  /**
   * Starts them, and waits until each knows all others.
   *
   * @param models the network of each
   */
  public static GpuNodes start(Path folder, String... models) throws Exception {
    return startWith(folder, node -> "", models);
  }

  /**
   * The same, of which only the first begin at once; the others have their places and come by
   * {@link #startNext}.
   *
   * @param first how many begin
   */
  public static GpuNodes startFirst(int first, Path folder, String... models) throws Exception {
    return start(first, folder, port -> port, node -> "", models);
  }

  /**
   * The same, with more settings.
   *
   * @param more of {@code throng.gpu-node} of each
   */
  public static GpuNodes startWith(Path folder, IntFunction<String> more, String... models)
      throws Exception {
    return start(models.length, folder, port -> port, more, models);
  }

  /**
   * The same, where nodes reach each other by other ports than those that they listen at.
   *
   * @param reached the port by which others reach the one that a node listens at for them
   */
  public static GpuNodes start(Path folder, IntUnaryOperator reached, String... models)
      throws Exception {
    return start(models.length, folder, reached, node -> "", models);
  }

  /** The same, each with its page. */
  public static GpuNodes withPages(Path folder, String... models) throws Exception {
    List<Integer> pages = new ArrayList<>();
    for (String unused : models) {
      pages.add(FreePort.next());
    }
    GpuNodes all =
        startWith(
            folder, node -> "web.listen = \"127.0.0.1:%d\"".formatted(pages.get(node)), models);
    all.pages.addAll(pages);
    return all;
  }

  private static GpuNodes start(
      int first, Path folder, IntUnaryOperator reached, IntFunction<String> more, String... models)
      throws Exception {
    GpuNodes all = new GpuNodes(folder, more, List.of(models));
    for (int i = 0; i < models.length; i++) {
      all.frames.add(FreePort.next());
      int member = FreePort.next();
      all.members.add(member);
      all.reached.add(reached.applyAsInt(member));
    }
    try {
      for (int i = 0; i < first; i++) {
        all.nodes.add(all.start(i));
      }
      for (NodeProcess node : all.nodes) {
        node.address();
      }
      all.awaitMembers();
      return all;
    } catch (Exception e) {
      all.close();
      throw e;
    }
  }

  private GpuNodes(Path folder, IntFunction<String> more, List<String> models) {
    this.folder = folder;
    this.more = more;
    this.models = models;
  }

  private NodeProcess start(int node) throws IOException {
    Path its = Files.createDirectories(folder.resolve("gpu" + node));
    Path settings = its.resolve("node.conf");
    String seeds =
        reached.stream()
            .map(port -> "\"127.0.0.1:" + port + "\"")
            .collect(Collectors.joining(", "));
    Files.writeString(
        settings,
        """
        throng.gpu-node {
          listen = "127.0.0.1:%d"
          model = "%s"
          web.listen = off
          legacy.stop-and-wait-listen = off
          cluster { seeds = [%s], listen = "127.0.0.1:%d", advertise = "127.0.0.1:%d" }
          %s
        }
        """
            .formatted(
                frames.get(node),
                models.get(node),
                seeds,
                members.get(node),
                reached.get(node),
                more.apply(node)));
    return NodeProcess.start(
        SMALL, "nodes/gpu/target/gpu-node.jar", its, "--config", settings.toString());
  }

  private void awaitMembers() throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (!knowEachOther()) {
      if (System.nanoTime() - start > MINUTE.toNanos()) {
        throw new IllegalStateException("The nodes do not find each other:\n" + said());
      }
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
  }

  private String said() throws IOException {
    StringBuilder said = new StringBuilder();
    for (int node = 0; node < nodes.size(); node++) {
      said.append(told(node)).append(nodes.get(node).output());
    }
    return said.toString();
  }

  private boolean knowEachOther() throws IOException {
    for (int node = 0; node < nodes.size(); node++) {
      String told = told(node);
      if (!IntStream.range(0, nodes.size()).mapToObj(this::address).allMatch(told::contains)) {
        return false;
      }
    }
    return true;
  }

  /** What a node says of the cluster at this moment; empty: nothing yet. */
  public String told(int node) throws IOException {
    Path file = folder.resolve("gpu" + node + "/state/cluster.txt");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /** How many live cameras a node has, as it says itself. */
  public int live(int node) throws IOException {
    return cell(node, LIVE).map(Integer::parseInt).orElse(0);
  }

  /** What a node has to do as a part of what it can, as it says itself. */
  public double load(int node) throws IOException {
    return cell(node, LOAD)
        .filter(text -> text.matches("[0-9.]+"))
        .map(Double::parseDouble)
        .orElse(0.0);
  }

  private Optional<String> cell(int node, int column) throws IOException {
    return told(node)
        .lines()
        .filter(line -> line.startsWith(address(node) + " "))
        .map(line -> line.strip().split("\\s+")[column])
        .findFirst();
  }

  /** The node with most live cameras. */
  public int fullest() throws IOException {
    int fullest = 0;
    for (int node = 1; node < nodes.size(); node++) {
      fullest = live(node) > live(fullest) ? node : fullest;
    }
    return fullest;
  }

  /** Starts a node again that has ended, and waits until all know each other. */
  public void restart(int node) throws Exception {
    // What its last run told is no sign that this one knows anybody.
    Files.deleteIfExists(state(node).resolve("cluster.txt"));
    nodes.set(node, start(node));
    nodes.get(node).address();
    awaitMembers();
  }

  /** Starts the first node that has not begun yet, and waits until all know each other. */
  public void startNext() throws Exception {
    NodeProcess next = start(nodes.size());
    nodes.add(next);
    next.address();
    awaitMembers();
  }

  public NodeProcess node(int node) {
    return nodes.get(node);
  }

  public String address(int node) {
    return String.format(Locale.ROOT, "127.0.0.1:%d", frames.get(node));
  }

  /** Where a node's page is, if it has one. */
  public String page(int node) {
    return String.format(Locale.ROOT, "http://127.0.0.1:%d", pages.get(node));
  }

  /** Where edges connect, in the order of the nodes, as a list of settings has it. */
  public String addresses() {
    return IntStream.range(0, frames.size())
        .mapToObj(node -> "\"" + address(node) + "\"")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  public Path state(int node) {
    return folder.resolve("gpu" + node + "/state");
  }

  @Override
  public void close() {
    nodes.forEach(NodeProcess::close);
  }
}

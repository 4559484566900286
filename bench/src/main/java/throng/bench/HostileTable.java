package throng.bench;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import throng.bench.hostile.Attacks;
import throng.streams.camera.Picture;
import throng.streams.tls.LinkIdentity;
import throng.streams.tls.Role;

/** What four honest cameras keep while other peers attack the node. */
@Command(
    name = "hostile",
    description =
        "Eight attacks on a GPU node beside four honest cameras, which offer 60 %% of what it can"
            + " do; about 55 minutes.")
final class HostileTable implements Table {
  private static final double OFFERED = 0.6;
  // A device of 100 frames/s: there is processor time left beside it.
  private static final String DEVICE = "constant:latency=10ms,max-batch=1";
  // Java compiles what counts for so long, on the cores that the networks need.
  private static final double COLD_SECONDS = 30;
  private static final double WARM_SECONDS = 5;
  private static final double ENTRY_EVERY_SECONDS = 5;
  private static final long ENTRY_WAIT_MILLIS = 15_000;
  private static final long ATTACKERS_END_SECONDS = 60;

  @Option(
      names = "--seconds",
      description = "How long each attack, and as long before it without.",
      defaultValue = "60")
  private double seconds = 60;

  @Option(
      names = "--attack",
      paramLabel = "N",
      description =
          "Which attacks, by number; 1 to 8 unless said. 9 to 11 play odd pictures, frames and"
              + " connections.",
      split = ",")
  private List<Integer> numbers = List.of(1, 2, 3, 4, 5, 6, 7, 8);

  @Option(names = "--model", description = "The networks; a device and builtin.", arity = "1..*")
  private List<String> models = List.of(DEVICE, "builtin");

  @Override
  public void print() throws Exception {
    List<Attacks> attacks =
        Arrays.stream(Attacks.values())
            .filter(attack -> numbers.contains(attack.number()))
            .toList();
    List<Picture> pictures = Footage.crowd(640, 480, 40);
    Progress progress = new Progress("hostile", (long) models.size() * attacks.size());
    for (String model : models) {
      HostileLines.head(model, seconds, OFFERED);
      for (Attacks attack : attacks) {
        HostileLines.block(played(attack, model, pictures));
        progress.step();
      }
    }
  }

  /** What there is just then: what a shared machine gives differs from minute to minute. */
  private static double capacity(ServiceNode node, LinkIdentity honest, List<Picture> pictures)
      throws Exception {
    try (EdgeSide edge = new EdgeSide(node.address(), node.token(), honest)) {
      HonestCameras.warm(edge, pictures, COLD_SECONDS);
      return HonestCameras.capacity(edge, pictures);
    }
  }

  /** A node of its own for each attack: none finds what another one left. */
  private HostileRun played(Attacks attack, String model, List<Picture> pictures) throws Exception {
    if (attack.isOverTls()) {
      return playedOverTls(attack, model, pictures);
    }
    try (ServiceNode node = ServiceNode.start(model, attack.isTokenUnknown())) {
      return played(attack, node, LinkIdentity.none(Role.EDGE), pictures);
    }
  }

  /** The same on a node that takes paired edges only. */
  private HostileRun playedOverTls(Attacks attack, String model, List<Picture> pictures)
      throws Exception {
    Invitation invitation = Invitation.make();
    List<String> paired =
        List.of(
            "-Dthrong.gpu-node.tls.folder=" + invitation.nodeFolder(),
            "-Dthrong.gpu-node.tls.mode=required");
    try (ServiceNode node = ServiceNode.start(model, attack.isTokenUnknown(), paired)) {
      return played(attack, node, invitation.accept(node.address()), pictures);
    }
  }

  private HostileRun played(
      Attacks attack, ServiceNode node, LinkIdentity honest, List<Picture> pictures)
      throws Exception {
    double capacity = capacity(node, honest, pictures);
    try (EdgeSide edge = new EdgeSide(node.address(), node.token(), honest)) {
      HonestCameras cameras =
          HonestCameras.start(edge, pictures, OFFERED * capacity / HonestCameras.CAMERAS);
      Sampling.rest(WARM_SECONDS);
      try (MemoryWatch memory = MemoryWatch.of(node.pid())) {
        HostileRun.Phase without = phase(cameras, memory, () -> Sampling.rest(seconds));
        CompletableFuture<List<String>> attackers = AttackerProcess.start(attack, seconds, node);
        AtomicLong slowestEntry = new AtomicLong(-1);
        HostileRun.Phase with =
            phase(cameras, memory, () -> slowestEntry.set(beside(attack, edge, pictures.get(0))));
        List<String> did = attackers.get(ATTACKERS_END_SECONDS, TimeUnit.SECONDS);
        String end = node.isAlive() ? "" : node.lastLine();
        return new HostileRun(
            attack, capacity, without, with, node.budget(), slowestEntry.get(), did, end);
      }
    }
  }

  /** Time in which the honest and the node are watched. */
  private interface Meanwhile {
    void pass() throws InterruptedException;
  }

  private static HostileRun.Phase phase(
      HonestCameras honest, MemoryWatch memory, Meanwhile meanwhile) throws InterruptedException {
    honest.reset();
    memory.reset();
    meanwhile.pass();
    return new HostileRun.Phase(honest.share(), memory.highest());
  }

  /**
   * Waits while the attack is on; connects one more camera every few seconds where one could be
   * locked out.
   *
   * @return the longest that such a camera took to get in, in milliseconds; below 0: none was
   *     connected
   */
  private long beside(Attacks attack, EdgeSide edge, Picture picture) throws InterruptedException {
    if (!attack.locksOut()) {
      Sampling.rest(seconds);
      return -1;
    }
    double end = System.nanoTime() / 1e9 + seconds;
    long slowest = 0;
    // Not when one variant has just given its places back to the next.
    Sampling.rest(ENTRY_EVERY_SECONDS / 2);
    double left = end - System.nanoTime() / 1e9;
    for (int i = 0; left > 0; i++) {
      slowest =
          Math.max(
              slowest, HonestCameras.millisToGetIn(edge, "late" + i, picture, ENTRY_WAIT_MILLIS));
      Sampling.rest(Math.min(ENTRY_EVERY_SECONDS, left));
      left = end - System.nanoTime() / 1e9;
    }
    return slowest;
  }
}

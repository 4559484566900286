package throng.actors.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import throng.streams.settings.Block;
import throng.streams.settings.HostAndPort;
import throng.streams.settings.SettingsException;

/**
 * How this node and others work as one: {@code throng.gpu-node.cluster}.
 *
 * @param seeds where some of the nodes listen for each other; empty: this node is alone
 * @param listen where this one does; empty: at the host that edges connect to
 * @param origin where what says so stands
 * @param advertise how others reach that; empty: as it stands in {@code seeds}, else by the address
 *     from which one of them is reached
 * @param advertiseFrames how edges reach this node; empty: likewise
 * @param reportEvery how often each node tells how much it has to do
 * @param silentAfter how long after its last report a node is no place to send cameras to
 * @param answerWithin how long others may take to answer a question
 * @param redirects whether an edge that says hello may be sent to another node
 */
public record ClusterSettings(
    List<HostAndPort> seeds,
    Optional<HostAndPort> listen,
    String origin,
    Optional<HostAndPort> advertise,
    Optional<HostAndPort> advertiseFrames,
    Duration reportEvery,
    Duration silentAfter,
    Duration answerWithin,
    boolean redirects,
    Rebalance rebalance) {
  static final int PORT = 25_520;

  private static final String PLACES =
      "must be a list of host:port, such as [\"10.0.0.5:25520\", \"10.0.0.6:25520\"]";

  public ClusterSettings {
    seeds = List.copyOf(seeds);
  }

  /**
   * When cameras are moved that are connected.
   *
   * @param isOn whether ever
   * @param above only from a node whose load is above this
   * @param gap and by so much above the least loaded node's
   * @param after for so long
   */
  public record Rebalance(boolean isOn, double above, double gap, Duration after) {
    private static Rebalance from(Block block) {
      return new Rebalance(
          block.flag("on"),
          block.number("above", "0", "100"),
          block.number("gap", "0.01", "100"),
          block.time("after", "0s", "1h"));
    }
  }

  /** Reads {@code throng.gpu-node}. */
  public static ClusterSettings from(Block gpuNode) {
    Block cluster = gpuNode.block("cluster");
    Duration reportEvery = cluster.time("report-every", "100ms", "1m");
    return new ClusterSettings(
        seeds(cluster),
        place(cluster, "listen"),
        cluster.origin(cluster.isDefault("listen") ? "seeds" : "listen"),
        place(cluster, "advertise"),
        place(cluster, "advertise-frames"),
        reportEvery,
        silentAfter(cluster, reportEvery),
        cluster.time("answer-within", "100ms", "30s"),
        cluster.flag("redirect"),
        Rebalance.from(cluster.block("rebalance")));
  }

  /** Whether there is to be a cluster at all. */
  public boolean isOn() {
    return !seeds.isEmpty();
  }

  /**
   * Nodes know each other by their certificates; without them whoever reaches the port is a node.
   *
   * @param frames where this node listens for edges
   * @throws SettingsException if it would listen without certificates where other machines reach it
   */
  public void requireLoopbackWithoutCertificates(HostAndPort frames) {
    HostAndPort bind = MemberPlace.bind(this, frames);
    if (isOn() && bind.isBeyondLoopback()) {
      throw new SettingsException(
          "%s: throng.gpu-node.cluster.listen: the node would listen for other GPU nodes at %s without certificates, and whoever reaches that is one of them. Make certificates: gpu-node pair NAME --node at the first GPU node prints the gpu-node join for this one. Or listen on this machine only: listen = \"127.0.0.1:%d\"."
              .formatted(origin, bind, PORT));
    }
  }

  /**
   * @param frames where this node listens for edges
   * @throws SettingsException if other nodes are on other machines, and nothing there reaches this
   *     one
   */
  public void requireReachable(HostAndPort frames) {
    Optional<HostAndPort> far = seeds.stream().filter(HostAndPort::isBeyondLoopback).findFirst();
    if (far.isEmpty()) {
      return;
    }
    HostAndPort bind = MemberPlace.bind(this, frames);
    if (advertise.isEmpty() && !bind.isBeyondLoopback()) {
      throw new SettingsException(
          "%s: throng.gpu-node.cluster.listen: the node would listen for other GPU nodes at %s, where %s does not reach it, so that it could join nobody. Listen at an address of this machine that others reach, such as throng.gpu-node.listen = \"0.0.0.0:%d\", or set cluster.listen and cluster.advertise."
              .formatted(origin, bind, far.get(), frames.port()));
    }
    if (advertiseFrames.isEmpty() && !frames.isBeyondLoopback()) {
      throw new SettingsException(
          "%s: throng.gpu-node.cluster.advertise-frames: other GPU nodes would send cameras to %s, which is the camera's own machine. Let throng.gpu-node.listen be an address that edge nodes reach, or set cluster.advertise-frames to one."
              .formatted(origin, frames));
    }
  }

  private static List<HostAndPort> seeds(Block cluster) {
    List<HostAndPort> seeds = new ArrayList<>();
    for (String text : cluster.texts("seeds")) {
      seeds.add(
          HostAndPort.parse(text)
              .filter(it -> it.port() > 0)
              .orElseThrow(() -> cluster.wrong("seeds", PLACES)));
    }
    return seeds;
  }

  private static Optional<HostAndPort> place(Block cluster, String key) {
    return cluster.unless("", key, cluster::place);
  }

  private static Duration silentAfter(Block cluster, Duration reportEvery) {
    Duration silentAfter = cluster.time("silent-after", "200ms", "10m");
    if (silentAfter.compareTo(reportEvery.multipliedBy(2)) < 0) {
      throw cluster.wrong("silent-after", "must be at least twice report-every");
    }
    return silentAfter;
  }
}

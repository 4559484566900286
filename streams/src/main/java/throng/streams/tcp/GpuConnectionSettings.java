package throng.streams.tcp;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import throng.streams.frame.Mode;
import throng.streams.legacy.counter.CounterClientSettings;
import throng.streams.settings.Backoff;
import throng.streams.settings.SettingsException;
import throng.streams.wire.WireLimits;

/**
 * How an edge node reaches its GPU nodes: keys of {@code throng.edge-node}.
 *
 * @param gpuNodes as {@link GpuAddress} reads them, the preferred one first
 * @param window how many frames may be unanswered; the node may allow less
 * @param connectTimeout how long a node may take to accept the connection
 * @param drainTimeout how long the last answers may take after the goodbye
 * @param liveAnswerWithin how long the answer to a live frame may take
 * @param losslessAnswerWithin the same of a lossless one
 * @param nameInUseFor how long a camera is offered to a node that has another of its name
 * @param refusedBackoff the wait before an address that refused, or whose connection broke
 * @param silentBackoff the wait before an address that did not answer
 * @param preferAfter how often a better node is looked for while a lesser one serves
 * @param giveUpAfter how long to try without an answer; empty: for ever
 * @param socketBuffer the kernel's buffer in each direction, in bytes
 * @param limits what the wire keeps to
 * @param counter what holds with a remote crowd counter's server
 */
public record GpuConnectionSettings(
    List<String> gpuNodes,
    int window,
    Duration connectTimeout,
    Duration drainTimeout,
    Duration liveAnswerWithin,
    Duration losslessAnswerWithin,
    Duration nameInUseFor,
    Backoff refusedBackoff,
    Backoff silentBackoff,
    Duration preferAfter,
    Optional<Duration> giveUpAfter,
    int socketBuffer,
    WireLimits limits,
    CounterClientSettings counter) {

  public GpuConnectionSettings {
    gpuNodes = List.copyOf(gpuNodes);
    if (gpuNodes.isEmpty()) {
      throw new SettingsException("throng.edge-node.gpu-nodes must name at least one host:port");
    }
    gpuNodes.forEach(GpuAddress::parse);
    positive("answer-within.live", liveAnswerWithin);
    positive("answer-within.lossless", losslessAnswerWithin);
  }

  /** Reads {@code throng.edge-node}. */
  public static GpuConnectionSettings from(Config edgeNode) {
    return new GpuConnectionSettings(
        edgeNode.getStringList("gpu-nodes"),
        edgeNode.getInt("window"),
        edgeNode.getDuration("connect-timeout"),
        edgeNode.getDuration("drain-timeout"),
        edgeNode.getDuration("answer-within.live"),
        edgeNode.getDuration("answer-within.lossless"),
        edgeNode.getDuration("name-in-use-for"),
        Backoff.from(edgeNode.getConfig("backoff.refused")),
        Backoff.from(edgeNode.getConfig("backoff.silent")),
        edgeNode.getDuration("prefer-after"),
        never(edgeNode, "give-up-after"),
        Math.toIntExact(edgeNode.getMemorySize("socket-buffer").toBytes()),
        WireLimits.from(edgeNode.getConfig("limits")),
        CounterClientSettings.from(edgeNode.getConfig("legacy")));
  }

  /** How long the answer to a frame may take. */
  Duration answerWithin(Mode mode) {
    return mode == Mode.LIVE ? liveAnswerWithin : losslessAnswerWithin;
  }

  private static void positive(String key, Duration value) {
    if (value.toMillis() < 1) {
      throw new SettingsException(
          "throng.edge-node." + key + " must be at least 1ms, not " + value);
    }
  }

  private static Optional<Duration> never(Config block, String key) {
    return block.getString(key).equals("never")
        ? Optional.empty()
        : Optional.of(block.getDuration(key));
  }
}

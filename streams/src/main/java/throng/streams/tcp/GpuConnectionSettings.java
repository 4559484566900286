package throng.streams.tcp;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import throng.streams.frame.Mode;
import throng.streams.legacy.counter.CounterClientSettings;
import throng.streams.settings.Backoff;
import throng.streams.settings.Block;
import throng.streams.settings.HostAndPort;
import throng.streams.tls.LinkIdentity;
import throng.streams.tls.Role;
import throng.streams.wire.Silence;
import throng.streams.wire.WireLimits;

/**
 * How an edge node reaches its GPU nodes: keys of {@code throng.edge-node}.
 *
 * @param gpuNodes as {@link GpuAddress} reads them, the preferred one first
 * @param identity encrypts, once the edge is paired: nothing then goes plain but to a remote crowd
 *     counter's server
 * @param model the name of the network that is to count; empty: the node's choice
 * @param liveWindow how many live frames may be unanswered; the node may allow less
 * @param losslessWindow how many lossless ones, likewise
 * @param connectTimeout how long a node may take to accept the connection
 * @param drainTimeout how long the last answers may take after the goodbye
 * @param liveAnswerWithin how long the answer to a live frame may take
 * @param losslessAnswerWithin the same of a lossless one
 * @param nameInUseFor how long a camera is offered to a node that has another of its name
 * @param refusedBackoff the wait before an address that refused, or whose connection broke
 * @param silentBackoff the wait before an address that did not answer
 * @param moves how often a camera goes where nodes send it
 * @param demandEvery how often a live camera's demand is measured and told
 * @param goElsewhereAfter how long a node may be silent while another one is known
 * @param preferAfter how often a better node is looked for while a lesser one serves
 * @param giveUpAfter how long to try without an answer; empty: for ever
 * @param socketBuffer the kernel's buffer in each direction, in bytes
 * @param limits what the wire keeps to
 * @param counter what holds with a remote crowd counter's server
 */
public record GpuConnectionSettings(
    List<String> gpuNodes,
    LinkIdentity identity,
    String model,
    int liveWindow,
    int losslessWindow,
    Duration connectTimeout,
    Duration drainTimeout,
    Duration liveAnswerWithin,
    Duration losslessAnswerWithin,
    Duration nameInUseFor,
    Backoff refusedBackoff,
    Backoff silentBackoff,
    MoveSettings moves,
    Duration demandEvery,
    Duration goElsewhereAfter,
    Duration preferAfter,
    Optional<Duration> giveUpAfter,
    int socketBuffer,
    WireLimits limits,
    CounterClientSettings counter) {

  private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9._-]{0,64}");

  /** Reads {@code throng.edge-node} for an edge that is not paired. */
  public static GpuConnectionSettings from(Block edgeNode) {
    return from(edgeNode, LinkIdentity.none(Role.EDGE));
  }

  /** Reads {@code throng.edge-node}. */
  public static GpuConnectionSettings from(Block edgeNode, LinkIdentity identity) {
    return new GpuConnectionSettings(
        gpuNodes(edgeNode),
        identity,
        model(edgeNode),
        edgeNode.whole("window", 1, 65_535),
        edgeNode.whole("lossless-window", 1, 65_535),
        edgeNode.time("connect-timeout", "1ms", "1d"),
        edgeNode.time("drain-timeout", "1ms", "1d"),
        edgeNode.block("answer-within").time("live", "1ms", "1d"),
        edgeNode.block("answer-within").time("lossless", "1ms", "1d"),
        edgeNode.time("name-in-use-for", "0s", "1d"),
        Backoff.from(edgeNode.block("backoff").block("refused")),
        Backoff.from(edgeNode.block("backoff").block("silent")),
        MoveSettings.from(edgeNode),
        edgeNode.time("demand-every", "100ms", "1h"),
        edgeNode.time("go-elsewhere-after", "1ms", "1d"),
        edgeNode.time("prefer-after", "1ms", "1d"),
        edgeNode.unless("never", "give-up-after", key -> edgeNode.time(key, "1ms", "365d")),
        edgeNode.intBytes("socket-buffer", "1 KiB", "1 GiB"),
        WireLimits.from(edgeNode.block("limits")),
        CounterClientSettings.from(edgeNode.block("legacy")));
  }

  /**
   * The first address to which pictures go unencrypted, whoever is paired; empty: there is none.
   */
  public Optional<String> unencrypted() {
    return gpuNodes.stream().filter(it -> GpuAddress.parse(it).counter().isPresent()).findFirst();
  }

  /** How many frames may be unanswered. */
  int window(Mode mode) {
    return mode == Mode.LIVE ? liveWindow : losslessWindow;
  }

  /** How long the answer to a frame may take. */
  Duration answerWithin(Mode mode) {
    return mode == Mode.LIVE ? liveAnswerWithin : losslessAnswerWithin;
  }

  /**
   * How long a node may be silent.
   *
   * @param hasOthers whether another one may take the camera
   */
  Silence silence(boolean hasOthers) {
    Silence usual = Silence.of(limits);
    return hasOthers ? usual.within(goElsewhereAfter) : usual;
  }

  /** Whether the node at the other end has proved who it is, so that it may name further ones. */
  boolean isEncrypted() {
    return identity.isThere();
  }

  /** Whether a node may send a camera there: what is not encrypted goes to no stranger. */
  boolean mayGo(HostAndPort place) {
    return isEncrypted() || gpuNodes.contains(place.toString());
  }

  /** Whether there may be another node to go to. */
  boolean isMovable() {
    long throng = gpuNodes.stream().filter(it -> HostAndPort.parse(it).isPresent()).count();
    return moves.mostAMinute() > 0 && (isEncrypted() || throng > 1);
  }

  private static String model(Block edgeNode) {
    return edgeNode.read(
        "model",
        "must be a network's name, 1 to 64 of A-Z a-z 0-9 . _ -, or empty",
        text -> Optional.of(text).filter(it -> MODEL.matcher(it).matches()));
  }

  private static List<String> gpuNodes(Block edgeNode) {
    List<String> nodes = edgeNode.texts("gpu-nodes");
    if (nodes.isEmpty() || !nodes.stream().allMatch(it -> GpuAddress.read(it).isPresent())) {
      throw edgeNode.wrong("gpu-nodes", "must be a list of " + GpuAddress.RULE);
    }
    return nodes;
  }
}

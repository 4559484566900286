package throng.gpu;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import throng.actors.cluster.ClusterSettings;
import throng.actors.counts.CountSettings;
import throng.actors.counts.live.SiteSettings;
import throng.actors.serving.CameraModels;
import throng.actors.serving.ServingSettings;
import throng.actors.session.SessionSettings;
import throng.gpu.history.HistorySettings;
import throng.gpu.model.NamedModels;
import throng.gpu.publish.PublishSettings;
import throng.gpu.web.WebSettings;
import throng.streams.frame.JpegFacts;
import throng.streams.memory.MemoryBudget;
import throng.streams.memory.MemoryPlan;
import throng.streams.settings.Block;
import throng.streams.settings.HostAndPort;
import throng.streams.tcp.ListenPlace;
import throng.streams.tcp.ListenerSettings;
import throng.streams.tls.Role;
import throng.streams.tls.TlsSettings;
import throng.streams.wire.WireLimits;

/** Everything that a node which serves keeps to: the whole of {@code throng.gpu-node}. */
record ServeSettings(
    NodeSettings node,
    TlsSettings tls,
    HeapSettings heap,
    NamedModels models,
    CameraModels cameraModels,
    ServingSettings serving,
    SessionSettings session,
    CountSettings counts,
    SiteSettings site,
    WireLimits limits,
    MemoryPlan memory,
    ListenerSettings listener,
    LegacySettings legacy,
    HistorySettings history,
    PublishSettings publish,
    WebSettings web,
    ClusterSettings cluster,
    StateFolder state,
    Path modelsFolder) {
  private static final long DECODED_BYTES_PER_PIXEL = 3;

  /**
   * Reads {@code throng.gpu-node}.
   *
   * @throws throng.streams.settings.SettingsException if a value is wrong, with its key and place
   */
  static ServeSettings from(Block block) {
    NodeSettings node = NodeSettings.from(block);
    StateFolder state = StateFolder.from(block);
    TlsSettings tls = TlsSettings.from(block, state.path(), Role.GPU_NODE);
    WireLimits limits = WireLimits.from(block.block("limits"));
    SessionSettings session = SessionSettings.from(block, node.token());
    MemoryPlan memory = MemoryPlan.from(block.block("limits"));
    ClusterSettings cluster = ClusterSettings.from(block);
    if (!tls.identity().isThere()) {
      cluster.requireLoopbackWithoutCertificates(node.listen());
    }
    cluster.requireReachable(node.listen());
    int largest = Math.min(limits.discardLimit(), memory.largestReadable(limits.maxFrameBytes()));
    return new ServeSettings(
        node,
        tls,
        HeapSettings.from(block),
        NamedModels.from(block),
        CameraModels.from(block),
        ServingSettings.from(block),
        session,
        CountSettings.from(block),
        SiteSettings.from(block),
        limits,
        memory,
        ListenerSettings.from(block, session.maxSessions()),
        LegacySettings.from(block, largest),
        HistorySettings.from(block),
        PublishSettings.from(block),
        WebSettings.from(block, tls.identity()),
        cluster,
        state,
        ModelsFolder.of(block));
  }

  /**
   * Tries whether it can be listened at each place that the user chose, before anything starts.
   *
   * @throws throng.streams.tcp.ListenException if it cannot
   */
  void checkPlaces() {
    check(node.listen(), "--listen");
    if (legacy.isStopAndWaitChosen()) {
      legacy.stopAndWait().ifPresent(at -> check(at, LegacySettings.STOP_AND_WAIT));
    }
    if (web.isListenChosen()) {
      web.listen().ifPresent(at -> check(at, WebSettings.LISTEN));
    }
  }

  private static void check(HostAndPort at, String chosenWith) {
    new ListenPlace(at.host(), at.port(), chosenWith, List.of()).check();
  }

  /** What decoding takes beside the heap, for the user; the networks' inputs come to it. */
  String decoding() {
    long pixels = limits.maxPixels();
    long each = DECODED_BYTES_PER_PIXEL * pixels + JpegFacts.coefficientBytes(pixels);
    int threads = serving.batch().decodeThreads();
    return String.format(
        Locale.ROOT,
        "Memory for decoding: up to %.1f MB beside the heap, %d at a time of at most %d pixels.",
        threads * each / 1e6,
        threads,
        pixels);
  }

  /** The memory that the connections of all ports share. */
  MemoryBudget budget() {
    int ports = legacy.stopAndWait().isPresent() ? 2 : 1;
    int connections = Math.multiplyExact(ports, listener.maxConnections());
    return tls.identity().isThere()
        ? MemoryBudget.encrypted(memory, limits.maxFrameBytes(), connections)
        : MemoryBudget.of(memory, limits.maxFrameBytes(), connections);
  }
}

package throng.gpu;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import throng.actors.serving.ServingSettings;
import throng.actors.session.SessionSettings;
import throng.common.console.Console;
import throng.gpu.model.Models;
import throng.streams.memory.MemoryBudget;
import throng.streams.memory.MemoryPlan;
import throng.streams.settings.Block;
import throng.streams.tcp.ListenerSettings;
import throng.streams.wire.WireLimits;

/**
 * What a GPU node is made of: its network, and its settings.
 *
 * @param failure why it could not begin, once it has ended
 */
record NodeSetup(
    Models.Opened opened,
    NodeSettings node,
    ServingSettings serving,
    SessionSettings session,
    WireLimits limits,
    MemoryPlan memory,
    ListenerSettings listener,
    LegacySettings legacy,
    Console console,
    AtomicReference<@Nullable Throwable> failure) {

  /**
   * Reads the remaining settings.
   *
   * @throws throng.streams.settings.SettingsException if one is wrong
   */
  static NodeSetup of(Models.Opened opened, NodeSettings node, Block block, Console console) {
    WireLimits limits = WireLimits.from(block.block("limits"));
    SessionSettings session = SessionSettings.from(block, node.token());
    return new NodeSetup(
        opened,
        node,
        ServingSettings.from(block),
        session,
        limits,
        MemoryPlan.from(block.block("limits")),
        ListenerSettings.from(block, session.maxSessions()),
        LegacySettings.from(block, limits.discardLimit()),
        console,
        new AtomicReference<>());
  }

  /** The memory that the connections of all ports share. */
  MemoryBudget budget() {
    int ports = legacy.stopAndWait().isPresent() ? 2 : 1;
    return MemoryBudget.of(
        memory, limits.maxFrameBytes(), Math.multiplyExact(ports, listener.maxConnections()));
  }

  /** Throws what kept the node from beginning, if anything did. */
  void rethrowFailure() throws Exception {
    Throwable why = failure.get();
    if (why instanceof Exception e) {
      throw e;
    } else if (why != null) {
      throw new IllegalStateException(why);
    }
  }
}

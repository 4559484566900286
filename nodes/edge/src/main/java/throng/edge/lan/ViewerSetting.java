package throng.edge.lan;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import throng.common.console.Console;
import throng.streams.settings.HostAndPort;

/**
 * What a {@link ViewerGuardian} needs.
 *
 * @param pictures made with what is to be told when the user closes the window, and when the user
 *     presses one of its keys
 * @param ended completed with the process' exit code
 */
record ViewerSetting(
    InetSocketAddress edge,
    ViewerSettings settings,
    Console console,
    BiFunction<Runnable, Runnable, Pictures> pictures,
    CompletableFuture<Integer> ended) {

  /** The edge as the user is told it. */
  String edgeName() {
    return HostAndPort.of(edge).toString();
  }
}

package throng.gpu;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import throng.actors.inference.ServedModel;
import throng.common.console.Console;
import throng.common.settings.NodeKind;
import throng.common.settings.Settings;
import throng.gpu.model.Models;
import throng.gpu.model.OpenedModels;
import throng.streams.settings.Block;
import throng.streams.testing.FreePort;

/** A whole GPU node in this JVM, as its program is, around a network that its caller may change. */
public final class GpuNodeHere implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;
  private static final int BETWEEN_TRIES_MILLIS = 50;

  private final InetSocketAddress address;
  private final Path state;
  private final OpenedModels models;
  private final Console console;
  private final ActorSystem<GpuGuardian.Command> system;

  private GpuNodeHere(
      InetSocketAddress address,
      Path state,
      OpenedModels models,
      Console console,
      ActorSystem<GpuGuardian.Command> system) {
    this.address = address;
    this.state = state;
    this.models = models;
    this.console = console;
    this.system = system;
  }

  /**
   * Starts it, and returns once it listens on a free port of loopback.
   *
   * @param settings what differs from the defaults, in HOCON
   * @param change makes the network that is served out of the one that the settings name
   * @throws IllegalStateException if it does not come to listen
   */
  public static GpuNodeHere start(String settings, UnaryOperator<ServedModel> change) {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePort.next());
    Path state = temporaryFolder();
    Config config =
        ConfigFactory.parseString(settings)
            .withFallback(
                ConfigFactory.parseString(
                    "throng.gpu-node { inference.rehearsal = 0ms, legacy.stop-and-wait-listen = off, web.listen = off, listen = \"127.0.0.1:%d\", state-folder = \"%s\" }"
                        .formatted(address.getPort(), state)))
            .withFallback(Settings.load(Optional.empty(), NodeKind.GPU).config())
            .resolve();
    Block node = CommonOptions.node(config);
    ServeSettings serve = ServeSettings.from(node);
    Models.prepare();
    OpenedModels opened = OpenedModels.open(serve.models());
    ServedModel model = change.apply(opened.first().model());
    OpenedModels changed = opened.with(new Models.Opened(model, opened.first().where()));
    NodeSetup setup = NodeSetup.of(changed, serve, Console.create(true));
    GpuNodeHere here =
        new GpuNodeHere(
            address, state, changed, setup.console(), ServeCommand.start(setup, config));
    try {
      here.awaitListening();
      return here;
    } catch (RuntimeException failure) {
      here.close();
      throw failure;
    }
  }

  /** Where it listens: host and port. */
  public String address() {
    return "127.0.0.1:" + address.getPort();
  }

  /** What it serves. */
  public ServedModel model() {
    return models.first().model();
  }

  private void awaitListening() {
    long start = System.nanoTime();
    while (!isListening()) {
      if (awaitEnd(BETWEEN_TRIES_MILLIS)
          || System.nanoTime() - start > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
        throw new IllegalStateException("The node does not listen at " + address() + ".");
      }
    }
  }

  private boolean isListening() {
    try (Socket socket = new Socket()) {
      socket.connect(address, BETWEEN_TRIES_MILLIS);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Ends it as Ctrl-C does. */
  @Override
  public void close() {
    system.terminate();
    if (!awaitEnd(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS))) {
      throw new IllegalStateException("The node does not end.");
    }
    models.close();
    console.close();
    delete(state);
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("gpu-node-here");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean awaitEnd(long millis) {
    try {
      system.getWhenTerminated().toCompletableFuture().get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException notYet) {
      return false;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}

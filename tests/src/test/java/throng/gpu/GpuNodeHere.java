package throng.gpu;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import throng.actors.inference.ServedModel;
import throng.common.console.Console;
import throng.gpu.model.Models;
import throng.streams.settings.Block;
import throng.streams.settings.NodeKind;
import throng.streams.settings.Settings;

/** A whole GPU node in this JVM, around a network that a test has tampered with. */
public final class GpuNodeHere implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;

  private final String address;
  private final ServedModel model;
  private final Console console;
  private final ActorSystem<GpuGuardian.Command> system;

  private GpuNodeHere(String address, ServedModel model, GpuGuardian.Setup setup, Config config) {
    this.address = address;
    this.model = model;
    this.console = setup.console();
    this.system = ActorSystem.create(GpuGuardian.create(setup), "gpu-node", config);
  }

  /**
   * Starts it; edges may connect at once, as they try again.
   *
   * @param settings what differs from the defaults, in HOCON
   * @param tamper makes the network that is served out of the one that the settings name
   */
  public static GpuNodeHere start(String settings, UnaryOperator<ServedModel> tamper)
      throws IOException {
    String address = "127.0.0.1:" + freePort();
    Config config =
        ConfigFactory.parseString(settings)
            .withFallback(
                ConfigFactory.parseString(
                    "throng.gpu-node { legacy.stop-and-wait-listen = off, listen = \""
                        + address
                        + "\" }"))
            .withFallback(Settings.load(Optional.empty(), NodeKind.GPU).config());
    Block node = CommonOptions.node(config);
    ServeSettings serve = ServeSettings.from(node);
    Models.Opened opened = Models.open(serve.model());
    ServedModel model = tamper.apply(opened.model());
    GpuGuardian.Setup setup =
        GpuGuardian.Setup.of(new Models.Opened(model, opened.where()), serve, Console.create(true));
    return new GpuNodeHere(address, model, setup, config);
  }

  /** Where it listens. */
  public String address() {
    return address;
  }

  /** Ends it as Ctrl-C does. */
  @Override
  public void close() throws InterruptedException, TimeoutException {
    system.terminate();
    try {
      system.getWhenTerminated().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
    model.close();
    console.close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}

package throng.streams.tcp;

import akka.Done;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A place that is listened at, until it is unbound or the actor system ends. */
public final class Binding {
  private final InetSocketAddress localAddress;
  private final Supplier<CompletionStage<Done>> unbinding;

  Binding(InetSocketAddress localAddress, Supplier<CompletionStage<Done>> unbinding) {
    this.localAddress = localAddress;
    this.unbinding = unbinding;
  }

  /** With the port that was chosen, where any would do. */
  public InetSocketAddress localAddress() {
    return localAddress;
  }

  /** Accepts no further connection; those that there are go on. */
  public CompletionStage<Done> unbind() {
    return unbinding.get();
  }
}

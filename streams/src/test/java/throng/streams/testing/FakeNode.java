package throng.streams.testing;

import akka.NotUsed;
import akka.actor.ActorSystem;
import akka.stream.javadsl.Flow;
import akka.util.ByteString;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import throng.streams.frame.DensityMap;
import throng.streams.frame.JpegFrame;
import throng.streams.settings.Block;
import throng.streams.tcp.Binding;
import throng.streams.tcp.EdgeListener;
import throng.streams.tcp.ListenPlace;
import throng.streams.tcp.ListenerSettings;
import throng.streams.tcp.TlsLink;
import throng.streams.tls.LinkIdentity;
import throng.streams.tls.Role;
import throng.streams.wire.Liveness;
import throng.streams.wire.Message;
import throng.streams.wire.WireFlow;
import throng.streams.wire.WireLimits;

/** A GPU node without a network: says what its script says to each message that comes. */
public final class FakeNode implements AutoCloseable {

  /** What a well-behaved node with a window of 2 says. */
  public static final Function<Message, List<Message>> POLITE =
      message -> {
        if (message instanceof Message.Hello) {
          return List.of(welcome(2));
        }
        return message instanceof Message.Frame sent
            ? List.of(new Message.Reply(map(sent.frame())))
            : List.of();
      };

  private final Binding binding;
  private final Queue<Message> received = new ConcurrentLinkedQueue<>();
  private volatile Function<Message, List<Message>> script;

  private FakeNode(
      ActorSystem system, LinkIdentity identity, Function<Message, List<Message>> script) {
    this.script = script;
    binding =
        EdgeListener.bind(
                system,
                new ListenPlace("127.0.0.1", 0, "--listen", List.of()),
                new ListenerSettings(100, 100, 1_000, 100, 65536, 1),
                peer ->
                    identity.isThere()
                        ? TlsLink.serving(identity, peer, shown -> connection(), broken -> {})
                        : connection(),
                (peer, why) -> {})
            .toCompletableFuture()
            .join();
  }

  /** Listens at a free port. */
  public static FakeNode start(ActorSystem system, Function<Message, List<Message>> script) {
    return start(system, LinkIdentity.none(Role.GPU_NODE), script);
  }

  /** Listens at a free port, and speaks TLS alone where there is an identity. */
  public static FakeNode start(
      ActorSystem system, LinkIdentity identity, Function<Message, List<Message>> script) {
    return new FakeNode(system, identity, script);
  }

  public static Message.Welcome welcome(int window) {
    return new Message.Welcome(1, 1, window, 1 << 20, 1 << 24, false, "constant", "1");
  }

  /** One person in one cell. */
  public static DensityMap map(JpegFrame frame) {
    return new DensityMap(
        frame.sequence(),
        frame.capturedNanos(),
        1,
        1,
        1,
        new float[] {1},
        new DensityMap.Timing(0, 0, 0, 1));
  }

  public int port() {
    return binding.localAddress().getPort();
  }

  public String address() {
    return "127.0.0.1:" + port();
  }

  /** Everything that came, over all connections. */
  public List<Message> received() {
    return List.copyOf(received);
  }

  /** The sequences of the frames that came, over all connections. */
  public List<Long> frames() {
    return received.stream()
        .filter(Message.Frame.class::isInstance)
        .map(message -> ((Message.Frame) message).frame().sequence())
        .toList();
  }

  /** Follows another script from the next message on. */
  public void follow(Function<Message, List<Message>> other) {
    script = other;
  }

  @Override
  public void close() {
    binding.unbind().toCompletableFuture().join();
  }

  private Flow<ByteString, ByteString, NotUsed> connection() {
    WireLimits limits =
        WireLimits.from(Block.of("throng.gpu-node.limits", ConfigFactory.defaultReference()));
    Flow<Message, Message, NotUsed> logic =
        Flow.of(Message.class)
            .mapConcat(
                message -> {
                  received.add(message);
                  return script.apply(message);
                });
    return WireFlow.node(limits).reversed().atop(Liveness.create(limits).reversed()).join(logic);
  }
}

package throng.actors.session;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.japi.Pair;
import akka.stream.javadsl.Keep;
import akka.stream.testkit.TestPublisher;
import akka.stream.testkit.TestSubscriber;
import akka.stream.testkit.javadsl.TestSink;
import akka.stream.testkit.javadsl.TestSource;
import akka.util.ByteString;
import akka.util.ByteStringBuilder;
import com.typesafe.config.ConfigFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import throng.actors.batch.Batcher;
import throng.actors.counts.CountHub;
import throng.actors.counts.CountSettings;
import throng.actors.inference.FrameOrigin;
import throng.actors.serving.ModelHost;
import throng.actors.serving.ModelHosts;
import throng.actors.serving.ServingSettings;
import throng.actors.statistics.NodeStatistics;
import throng.actors.testing.FakeModel;
import throng.actors.testing.HandWrittenEdge;
import throng.actors.testing.Jpegs;
import throng.actors.testing.PatientProbes;
import throng.actors.time.MonotonicClock;
import throng.streams.frame.CameraId;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;
import throng.streams.memory.MemoryBudget;
import throng.streams.memory.MemoryPlan;
import throng.streams.settings.Block;
import throng.streams.settings.HostAndPort;
import throng.streams.wire.GoodbyeReason;
import throng.streams.wire.Message;
import throng.streams.wire.RefusedCode;
import throng.streams.wire.WireCodec;
import throng.streams.wire.WireLimits;

/** What a peer floods the node with stays out of mailboxes, whatever the message. */
class MailboxBoundTest {
  private static final int FLOOD = 100_000;
  private static final int WINDOW = 4;
  private static final int LARGEST = 100;
  private static final ByteString UNKNOWN = ByteString.fromInts(0, 0, 0, 3, 200, 1, 2);

  /** What of each type's flood may reach the batcher's mailbox, and why no more. */
  private static final Map<Class<?>, Flood> FLOODS =
      Map.ofEntries(
          // Not taken after the welcome: the first one ends the connection.
          Map.entry(Message.Hello.class, new Flood(any -> HandWrittenEdge.hello("door", 1, ""), 0)),
          Map.entry(Message.Welcome.class, new Flood(any -> welcome(), 0)),
          Map.entry(
              Message.Refused.class,
              new Flood(any -> new Message.Refused(RefusedCode.TOKEN, ""), 0)),
          Map.entry(
              Message.Reply.class,
              new Flood(any -> new Message.Reply(new Skipped(1, SkipReason.EXPIRED, "")), 0)),
          // As many as the window lets through unanswered.
          Map.entry(Message.Frame.class, new Flood(MailboxBoundTest::frame, WINDOW)),
          // Answered at once, without the batcher.
          Map.entry(Message.OversizedFrame.class, new Flood(MailboxBoundTest::oversized, 0)),
          // One, until a frame comes.
          Map.entry(
              Message.SizeChanged.class, new Flood(any -> new Message.SizeChanged(64, 48), 1)),
          // Answered, or swallowed, before the session.
          Map.entry(Message.Ping.class, new Flood(any -> new Message.Ping(1), 0)),
          Map.entry(Message.Pong.class, new Flood(any -> new Message.Pong(1), 0)),
          // The first one ends the frames; the batcher hears of the connection's end.
          Map.entry(
              Message.Goodbye.class,
              new Flood(any -> new Message.Goodbye(GoodbyeReason.DONE, ""), 0)),
          // Not taken after the welcome either.
          Map.entry(
              Message.Pair.class, new Flood(any -> new Message.Pair(UNKNOWN, UNKNOWN, "edge"), 0)),
          Map.entry(Message.Paired.class, new Flood(any -> new Message.Paired(List.of()), 0)),
          // For an edge alone: skipped.
          Map.entry(Message.Members.class, new Flood(any -> new Message.Members(List.of()), 0)),
          Map.entry(
              Message.Move.class,
              new Flood(any -> new Message.Move(true, new HostAndPort("node", 1)), 0)),
          Map.entry(
              Message.ModelChanged.class, new Flood(any -> new Message.ModelChanged("", ""), 0)),
          // One a second, to the node's neighbours.
          Map.entry(Message.Demand.class, new Flood(any -> new Message.Demand(1000, 1), 0)));

  /**
   * @param messages by their number
   */
  private record Flood(IntFunction<Message> messages, int most) {}

  private final ActorTestKit kit = ActorTestKit.create(PatientProbes.config());
  private final TestProbe<Sessions.Command> sessions = kit.createTestProbe();
  private final TestProbe<Batcher.Command> batcher = kit.createTestProbe();
  private final NodeStatistics statistics = new NodeStatistics();

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  static Stream<Class<?>> types() {
    return Stream.of(Message.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("types")
  void boundsWhatReachesTheBatcherByTheWindow(Class<?> type) {
    assertThat(FLOODS).as("what bounds this message?").containsKey(type);
    Flood flood = Objects.requireNonNull(FLOODS.get(type));

    var connection = welcomed();
    send(connection, flood.messages(), FLOOD);

    assertThat(received(batcher, Batcher.Leave.class)).hasSizeLessThanOrEqualTo(flood.most());
    assertThat(received(sessions, Sessions.Close.class)).isEmpty();
  }

  @Test
  void swallowsMessagesOfALaterVersion() {
    var connection = welcomed();
    ByteStringBuilder bytes = new ByteStringBuilder();
    for (int i = 0; i < FLOOD; i++) {
      bytes.append(UNKNOWN);
    }
    connection.first().sendNext(bytes.result().compact());
    connection.first().sendNext(WireCodec.encode(frame(1), false).compact());

    assertThat(batcher.receiveMessage()).isInstanceOf(Batcher.Infer.class);
  }

  @Test
  void tellsTheNewestOfManySizesBeforeTheNextFrame() {
    var connection = welcomed();
    for (int i = 1; i <= 10; i++) {
      Message size = new Message.SizeChanged(64 * i, 48);
      send(connection, any -> size, 1_000);
    }
    send(connection, MailboxBoundTest::frame, 1);

    assertThat(batcher.receiveMessage()).isEqualTo(new Batcher.Warm(1, 64, 48));
    assertThat(batcher.receiveMessage()).isEqualTo(new Batcher.Warm(1, 640, 48));
    assertThat(batcher.receiveMessage()).isInstanceOf(Batcher.Infer.class);
  }

  @Test
  void boundsSizesBetweenFramesToo() {
    var connection = welcomed();
    ByteStringBuilder bytes = new ByteStringBuilder();
    for (int i = 0; i < 10_000; i++) {
      Message size = new Message.SizeChanged(64, 48 + i % 100);
      bytes.append(WireCodec.encode(i % 100 == 99 ? frame(i) : size, false));
    }
    connection.first().sendNext(bytes.result().compact());

    assertThat(received(batcher, Batcher.Leave.class)).hasSizeLessThanOrEqualTo(2 * (WINDOW + 2));
  }

  @ParameterizedTest
  @MethodSource("uncounted")
  void boundsSizesBetweenFramesThatAreNotCounted(IntFunction<Message> uncounted) {
    var connection = welcomed();
    send(
        connection,
        i -> i % 2 == 0 ? new Message.SizeChanged(64, 48 + i % 100) : uncounted.apply(i),
        10_000);

    assertThat(batcher.receiveMessage()).isEqualTo(new Batcher.Warm(1, 64, 48));
    assertThat(received(batcher, Batcher.Leave.class)).isEmpty();
  }

  static Stream<IntFunction<Message>> uncounted() {
    return Stream.of(MailboxBoundTest::oversized, i -> frame(i, UNKNOWN));
  }

  /** What a probe gets, but for the messages of one kind. */
  private static <T> List<T> received(TestProbe<T> probe, Class<? extends T> besides) {
    List<T> received = new ArrayList<>();
    try {
      while (received.size() <= 100) {
        T next = probe.receiveMessage(Duration.ofSeconds(1));
        if (!besides.isInstance(next)) {
          received.add(next);
        }
      }
    } catch (AssertionError nothingMore) {
      return received;
    }
    return received;
  }

  private Pair<TestPublisher.Probe<ByteString>, TestSubscriber.Probe<ByteString>> welcomed() {
    Block defaults = Block.of("throng.gpu-node.limits", ConfigFactory.load());
    WireLimits limits =
        WireLimits.from(
            defaults.under(
                ConfigFactory.parseString(
                    "max-frame-size = %d B, messages-per-second = 1000000".formatted(LARGEST))));
    MemoryBudget budget = MemoryBudget.of(MemoryPlan.from(defaults), LARGEST, 10);
    var connection =
        TestSource.<ByteString>create(kit.system())
            .via(
                SessionFlow.create(
                        sessions.ref(), limits, budget, new BadPeers(statistics), Pairing.NONE)
                    .apply(() -> new InetSocketAddress("127.0.0.1", 1)))
            .toMat(TestSink.create(kit.system()), Keep.both())
            .run(kit.system());
    connection.second().request(1);
    connection
        .first()
        .sendNext(WireCodec.encode(HandWrittenEdge.hello("door", 1, ""), false).compact());
    Open open = (Open) sessions.receiveMessage();
    open.replyTo().tell(new Opening.Opened(session(limits), welcome()));
    connection.second().expectNext();
    connection.second().request(1_000_000);
    return connection;
  }

  private Session session(WireLimits limits) {
    Block gpuNode = Block.of("throng.gpu-node", ConfigFactory.load());
    ModelHost host =
        ModelHost.open(
            new FakeModel(1, true),
            ServingSettings.from(gpuNode),
            MonotonicClock.SYSTEM,
            behavior -> batcher.ref());
    SessionSettings settings = SessionSettings.from(gpuNode, Optional.empty());
    ModelHosts models = ModelHosts.of(host);
    return new Session(
        new SessionContext(
            models,
            settings,
            limits,
            statistics,
            new CountHub(
                CountSettings.from(gpuNode), MonotonicClock.SYSTEM, InstantSource.system()),
            Neighbours.ALONE,
            LinkRules.PLAIN,
            MonotonicClock.SYSTEM),
        new FrameOrigin(new CameraId("lobby", "door"), 1),
        models.standardChoice());
  }

  private static void send(
      Pair<TestPublisher.Probe<ByteString>, TestSubscriber.Probe<ByteString>> connection,
      IntFunction<Message> messages,
      int times) {
    ByteStringBuilder bytes = new ByteStringBuilder();
    for (int i = 0; i < times; i++) {
      bytes.append(WireCodec.encode(messages.apply(i), false));
    }
    connection.first().sendNext(bytes.result().compact());
  }

  private static Message.Welcome welcome() {
    return new Message.Welcome(1, 1, WINDOW, LARGEST, 1_000_000, false, "fake", "1");
  }

  private static Message frame(int sequence) {
    return frame(sequence, Jpegs.of(64, 48, 1));
  }

  private static Message oversized(int sequence) {
    return frame(sequence, ByteString.fromArrayUnsafe(new byte[LARGEST + 1]));
  }

  private static Message frame(int sequence, ByteString jpeg) {
    return new Message.Frame(JpegFrame.of(sequence, 0, 0, 0, jpeg));
  }
}

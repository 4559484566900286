package throng.streams.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.NotUsed;
import akka.stream.KillSwitches;
import akka.stream.UniqueKillSwitch;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import throng.streams.camera.CapturedFrame;
import throng.streams.camera.FrameFitter;
import throng.streams.flow.LatestFrame;
import throng.streams.flow.Ledger;
import throng.streams.flow.LedgerSettings;
import throng.streams.flow.LinkEvent;
import throng.streams.flow.Outcome;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.Mode;
import throng.streams.settings.Block;
import throng.streams.tally.Snapshot;
import throng.streams.tally.Tally;
import throng.streams.testing.FakeNode;
import throng.streams.testing.FaultyProxy;
import throng.streams.testing.Frames;
import throng.streams.testing.StreamSystem;
import throng.streams.tls.LinkIdentity;
import throng.streams.tls.Role;
import throng.streams.wire.Message;

/** A camera's connection to nodes that do as they are told, through a proxy that fails. */
abstract class ConnectedCamera {
  @RegisterExtension static final StreamSystem SYSTEM = new StreamSystem();

  /** For what is about a node that falls silent. */
  static final String SOON_SILENT = "limits.silence-timeout = 1500ms";

  static final String FAST =
      """
      drain-timeout = 1s
      prefer-after = 100ms
      backoff { refused { min = 20ms, max = 50ms }, silent { min = 20ms, max = 50ms } }
      limits { ping-after = 200ms }
      """;

  final Tally tally = Tally.create();
  final Queue<LinkEvent> events = new ConcurrentLinkedQueue<>();
  final FakeNode node = FakeNode.start(SYSTEM.get(), nodesIdentity(), FakeNode.POLITE);
  final FaultyProxy proxy = FaultyProxy.to(node.port());
  FrameFitter fitter = (jpeg, bytes, pixels) -> jpeg;

  @AfterEach
  void stop() {
    proxy.close();
    node.close();
    await().until(() -> tally.snapshot().underWay() == 0);
    Snapshot end = tally.snapshot();
    assertThat(end.holds()).as(end.toString()).isTrue();
  }

  Flow<CapturedFrame, Outcome, NotUsed> link(Mode mode, String more, String... nodes) {
    Config edgeNode =
        ConfigFactory.parseString(
                FAST + more + "\ngpu-nodes = [\"" + String.join("\", \"", nodes) + "\"]")
            .withFallback(ConfigFactory.defaultReference().getConfig("throng.edge-node"));
    HelloFactory hello =
        (width, height, routing) ->
            new Message.Hello(
                1, 1, new CameraId("lobby", "door"), 7, mode, width, height, false, "", routing);
    Flow<JpegFrame, LinkEvent, NotUsed> connection =
        GpuConnection.create(
                GpuConnectionSettings.from(
                    Block.of("throng.edge-node", edgeNode.atPath("throng.edge-node")), identity()),
                hello,
                (jpeg, bytes, pixels) -> fitter.fit(jpeg, bytes, pixels),
                () -> tally.snapshot().captured(),
                SYSTEM.get())
            .map(
                event -> {
                  events.add(event);
                  return event;
                });
    return Ledger.create(
            mode,
            LedgerSettings.from(Block.of("throng.edge-node", edgeNode.atPath("throng.edge-node"))),
            tally)
        .join(connection);
  }

  /** Who the node is. */
  LinkIdentity nodesIdentity() {
    return LinkIdentity.none(Role.GPU_NODE);
  }

  /** Who the edge is. */
  LinkIdentity identity() {
    return LinkIdentity.none(Role.EDGE);
  }

  /** A file of so many frames, through to the end. */
  List<Outcome> file(int frames, Consumer<Outcome> each, String more, String... nodes) {
    CompletionStage<List<Outcome>> rows =
        Source.range(0, frames - 1)
            .map(sequence -> captured(sequence))
            .via(link(Mode.LOSSLESS, more, nodes))
            .map(
                row -> {
                  each.accept(row);
                  return row;
                })
            .runWith(Sink.seq(), SYSTEM.get());
    return rows.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }

  CapturedFrame captured(long sequence) {
    tally.captured();
    return Frames.captured(sequence);
  }

  /** A camera that gives a picture every 5 ms. */
  UniqueKillSwitch camera(String... nodes) {
    return camera(List.of(nodes), "");
  }

  UniqueKillSwitch camera(List<String> nodes, String more) {
    AtomicLong sequence = new AtomicLong();
    tally.endOpened();
    return Source.tick(Duration.ZERO, Duration.ofMillis(5), "")
        .viaMat(KillSwitches.single(), Keep.right())
        .map(tick -> captured(sequence.getAndIncrement()))
        .watchTermination(
            (stop, done) -> {
              var unused = done.whenComplete((end, failure) -> tally.endClosed());
              return stop;
            })
        .via(LatestFrame.create(tally))
        .via(link(Mode.LIVE, more, nodes.toArray(String[]::new)))
        .to(Sink.ignore())
        .run(SYSTEM.get());
  }

  void awaitCounted(long more) {
    long before = tally.snapshot().counted();
    await().atMost(Duration.ofSeconds(60)).until(() -> tally.snapshot().counted() >= before + more);
  }

  static void assertCountedInOrder(List<Outcome> rows, int frames) {
    assertThat(rows)
        .extracting(row -> row.frame().sequence())
        .containsExactlyElementsOf(LongStream.range(0, frames).boxed().toList());
    assertThat(rows).allSatisfy(row -> assertThat(row.reply()).isInstanceOf(DensityMap.class));
  }

  long count(Class<? extends LinkEvent> kind) {
    return events.stream().filter(kind::isInstance).count();
  }

  List<String> sentences() {
    return events.stream()
        .filter(LinkEvent.Disconnected.class::isInstance)
        .map(event -> ((LinkEvent.Disconnected) event).sentence())
        .toList();
  }
}

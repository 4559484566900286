package throng.streams.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.NotUsed;
import akka.stream.KillSwitches;
import akka.stream.SharedKillSwitch;
import akka.stream.javadsl.BidiFlow;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.stream.testkit.TestPublisher;
import akka.stream.testkit.TestSubscriber;
import akka.stream.testkit.javadsl.TestSink;
import akka.stream.testkit.javadsl.TestSource;
import akka.util.ByteString;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.testing.HeapUse;
import throng.streams.testing.StreamSystem;
import throng.streams.tls.LinkIdentity;
import throng.streams.tls.MadeSite;
import throng.streams.tls.Role;

class TlsStageTest {
  @RegisterExtension static final StreamSystem SYSTEM = new StreamSystem();

  private static final int ALERT = 0x15;
  private static final int MANY = 300;
  private static final ByteString NOTHING = ByteString.emptyByteString();
  private static final ByteString LAST = ByteString.fromString("last");

  @TempDir static Path folder;

  private static LinkIdentity node;
  private static LinkIdentity edge;

  private final AtomicInteger handshakes = new AtomicInteger();

  @BeforeAll
  static void pair() {
    MadeSite site = MadeSite.in(folder);
    node = LinkIdentity.of(site.gpuNode("hall"), Role.GPU_NODE);
    edge = LinkIdentity.of(site.edge("lobby"), Role.EDGE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000, 16_384, 16_385, 100_000, 300_000})
  void carriesAllBytesBothWays(int largest) {
    Random random = new Random(largest);
    List<ByteString> parts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      byte[] bytes = new byte[1 + random.nextInt(largest)];
      random.nextBytes(bytes);
      parts.add(ByteString.fromArray(bytes));
    }
    ByteString all = parts.stream().reduce(ByteString.emptyByteString(), ByteString::concat);

    ByteString back =
        Source.from(parts)
            .concat(Source.maybe())
            .via(edgeAndNode().join(Flow.of(ByteString.class)))
            .scan(ByteString.emptyByteString(), ByteString::concat)
            .dropWhile(it -> it.size() < all.size())
            .runWith(Sink.head(), SYSTEM.materializer())
            .toCompletableFuture()
            .join();

    assertThat(back).isEqualTo(all);
    assertThat(handshakes).hasValue(2);
  }

  @Test
  void takesNoMoreThanIsRead() {
    AtomicInteger taken = new AtomicInteger();
    var peer =
        Flow.fromSinkAndSourceMat(
            TestSink.<ByteString>create(SYSTEM.get()), Source.<ByteString>maybe(), Keep.left());
    TestSubscriber.Probe<ByteString> read =
        Source.repeat(ByteString.fromArray(new byte[10_000]))
            .map(
                it -> {
                  taken.incrementAndGet();
                  return it;
                })
            .viaMat(edgeAndNode().join(peer, Keep.right()), Keep.right())
            .to(Sink.ignore())
            .run(SYSTEM.materializer());

    read.request(1);
    read.expectNext();
    read.expectNoMessage();

    // At each side one waits, and one is under way.
    assertThat(taken).hasValueBetween(1, 5);
    read.cancel();
  }

  @Test
  void thePeerMaySendOnUntilItEnds() {
    Link link = Link.over(edgeAndNode());
    link.exchange();

    link.own().in().sendNext(LAST);
    link.own().in().sendComplete();
    link.peer().out().request(2);
    link.peer().out().expectNext(LAST);
    link.peer().in().sendNext(LAST);
    link.own().out().request(2);
    link.own().out().expectNext(LAST);
    link.peer().in().sendNext(LAST);
    link.peer().in().sendComplete();
    link.own().out().expectNext(LAST);

    link.peer().out().cancel();
    link.own().out().request(1);
    link.own().out().expectComplete();
  }

  @Test
  void sendsWhatIsLeftOnceNobodyReadsWhatComes() {
    Link link = Link.over(edgeAndNode());
    link.exchange();

    link.own().out().cancel();
    link.own().in().sendNext(LAST);
    link.own().in().sendComplete();

    link.peer().out().request(2);
    link.peer().out().expectNext(LAST);
    link.peer().out().expectComplete();
    link.peer().in().expectCancellation();
  }

  @Test
  void whatIsReadNoMoreEndsBothWays() {
    Link link = Link.over(edgeAndNode());
    link.exchange();

    link.peer().out().cancel();

    link.own().out().request(1);
    link.own().out().expectComplete();
    link.own().in().expectCancellation();
    link.peer().in().expectCancellation();
  }

  @Test
  void endsThoughThePeerNeitherReadsNorEnds() {
    Link link = Link.over(nodeSide());

    link.own().in().sendComplete();
    link.own().out().cancel();

    link.peer().in().expectCancellation();
    link.peer().out().request(1);
    link.peer().out().expectComplete();
  }

  @Test
  void endsWithAPeerThatHangsUpInItsHandshake() {
    Link link = Link.over(nodeSide());
    link.own().out().request(1);

    link.peer().in().sendComplete();

    link.own().out().expectComplete();
    link.own().in().expectCancellation();
    link.peer().out().cancel();
  }

  @Test
  void saysWhatIsWrongWithWhatCame() {
    Link link = Link.over(nodeSide());
    link.own().out().request(1);
    link.peer().out().request(1);

    link.peer().in().sendNext(ByteString.fromInts(0x16, 3, 3, 0, 4, 99, 0, 0, 0));

    assertThat(link.own().out().expectError()).isInstanceOf(SSLException.class);
    link.own().in().expectCancellation();
    assertThat(link.peer().out().expectNext().apply(0)).isEqualTo((byte) ALERT);
    link.peer().in().sendComplete();
  }

  @Test
  void endsWithAPeerThatSendsRecordsThatHoldNothing() throws Exception {
    Link link = Link.over(nodeSide());
    link.own().out().request(2);
    SSLEngine client = edge.connecting();
    shakeHands(client, link.peer());

    link.peer().in().sendNext(newKeys(client, 20).concat(record(client, LAST)));
    assertThat(link.own().out().expectNext()).isEqualTo(LAST);
    link.peer().in().sendNext(newKeys(client, 5000));

    assertThat(link.own().out().expectError()).isInstanceOf(SSLException.class);
    link.own().in().expectCancellation();
    link.peer().in().sendComplete();
  }

  /** Until the node has taken the client's last words, and has sent its ticket. */
  private static void shakeHands(SSLEngine client, End peer) throws SSLException {
    ByteBuffer plain = ByteBuffer.allocate(1 << 16);
    ByteBuffer came = ByteBuffer.allocate(0);
    peer.out().request(100);
    client.beginHandshake();
    while (client.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
      if (client.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
        peer.in().sendNext(record(client, NOTHING));
      } else {
        came = came.hasRemaining() ? came : peer.out().expectNext().toByteBuffer();
        client.unwrap(came, plain);
      }
      runTasks(client);
    }
  }

  private static void runTasks(SSLEngine client) {
    for (Runnable task = client.getDelegatedTask();
        task != null;
        task = client.getDelegatedTask()) {
      task.run();
    }
  }

  private static ByteString record(SSLEngine client, ByteString plain) throws SSLException {
    ByteBuffer record = ByteBuffer.allocate(1 << 16);
    client.wrap(plain.toByteBuffer(), record);
    return ByteString.fromByteBuffer(record.flip());
  }

  /** Records that tell of new keys alone. */
  private static ByteString newKeys(SSLEngine client, int number) throws SSLException {
    ByteString records = NOTHING;
    for (int i = 0; i < number; i++) {
      client.beginHandshake();
      records = records.concat(record(client, NOTHING));
    }
    return records;
  }

  @Test
  void aPeerThatStallsInItsHandshakeCostsLittle() {
    List<ByteString> sent =
        List.of(
            hello(),
            ByteString.fromInts(0x17, 3, 3, 0x40, 0),
            ByteString.fromArray(new byte[16_000]));
    SharedKillSwitch end = KillSwitches.shared("end");
    stall(sent, MANY, end);
    long before = HeapUse.now();
    stall(sent, MANY, end);

    long each = (HeapUse.now() - before) / MANY;

    System.out.printf("A peer that stalls in its handshake costs %d bytes.%n", each);
    assertThat(each).isLessThan(64 << 10);
    end.shutdown();
  }

  /** Peers that have said hello, and most of a next record. */
  private void stall(List<ByteString> sent, int peers, SharedKillSwitch end) {
    AtomicInteger read = new AtomicInteger();
    for (int i = 0; i < peers; i++) {
      Source.from(sent)
          .map(
              it -> {
                read.incrementAndGet();
                return it;
              })
          .concat(Source.maybe())
          .via(end.flow())
          .via(nodeSide().reversed().join(Flow.fromSinkAndSource(Sink.ignore(), Source.maybe())))
          .runWith(Sink.ignore(), SYSTEM.materializer());
    }
    await().until(() -> read.get() == peers * sent.size());
  }

  private ByteString hello() {
    Link link = Link.over(edgeSide());
    link.peer().out().request(1);
    ByteString hello = link.peer().out().expectNext();
    link.cut();
    return hello;
  }

  /** The plain sides of both, the edge's being one's own. */
  private BidiFlow<ByteString, ByteString, ByteString, ByteString, NotUsed> edgeAndNode() {
    return edgeSide().atop(nodeSide().reversed());
  }

  private BidiFlow<ByteString, ByteString, ByteString, ByteString, NotUsed> edgeSide() {
    return BidiFlow.fromGraph(new TlsStage(edge::connecting, it -> handshakes.incrementAndGet()));
  }

  private BidiFlow<ByteString, ByteString, ByteString, ByteString, NotUsed> nodeSide() {
    return BidiFlow.fromGraph(new TlsStage(node::accepting, it -> handshakes.incrementAndGet()));
  }

  private record End(TestPublisher.Probe<ByteString> in, TestSubscriber.Probe<ByteString> out) {}

  /** Both ends of what is tested. */
  private record Link(End own, End peer) {
    static Link over(BidiFlow<ByteString, ByteString, ByteString, ByteString, NotUsed> tested) {
      var peer =
          Flow.fromSinkAndSourceMat(
              TestSink.<ByteString>create(SYSTEM.get()),
              TestSource.<ByteString>create(SYSTEM.get()),
              Keep.both());
      var run =
          TestSource.<ByteString>create(SYSTEM.get())
              .viaMat(tested.join(peer, Keep.right()), Keep.both())
              .toMat(TestSink.create(SYSTEM.get()), Keep.both())
              .run(SYSTEM.materializer());
      return new Link(
          new End(run.first().first(), run.second()),
          new End(run.first().second().second(), run.first().second().first()));
    }

    void exchange() {
      own.in.sendNext(LAST);
      peer.out.request(1);
      peer.out.expectNext(LAST);
      peer.in.sendNext(LAST);
      own.out.request(1);
      own.out.expectNext(LAST);
    }

    void cut() {
      own.in.sendError(new IllegalStateException("cut"));
      peer.in.sendError(new IllegalStateException("cut"));
    }
  }
}

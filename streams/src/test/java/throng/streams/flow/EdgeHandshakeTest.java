package throng.streams.flow;

import static org.assertj.core.api.Assertions.assertThat;

import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.testkit.TestPublisher;
import akka.stream.testkit.TestSubscriber;
import akka.stream.testkit.javadsl.TestSink;
import akka.stream.testkit.javadsl.TestSource;
import akka.util.ByteString;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import throng.streams.frame.CameraId;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.Mode;
import throng.streams.settings.HostAndPort;
import throng.streams.testing.FakeNode;
import throng.streams.testing.StreamSystem;
import throng.streams.wire.GoodbyeReason;
import throng.streams.wire.Message;
import throng.streams.wire.RefusedCode;
import throng.streams.wire.WireException;
import throng.streams.wire.WireException.Kind;

final class EdgeHandshakeTest {

  @RegisterExtension static final StreamSystem SYSTEM = new StreamSystem();

  private static final Duration NOTHING = Duration.ofMillis(200);
  private static final Message.Hello HELLO =
      new Message.Hello(1, 1, new CameraId("lobby", "door"), 7, Mode.LIVE, 64, 48, true, "");
  private static final LinkEvent CONNECTED = new LinkEvent.Connected("node:1", FakeNode.welcome(2));

  private final CompletableFuture<String> leave = new CompletableFuture<>();
  private final AtomicLong now = new AtomicLong(42);
  private final AtomicLong captured = new AtomicLong();
  private final OfferedRate offered =
      new OfferedRate(captured::get, now::get, Duration.ofMinutes(1));
  private final List<Message.Move> asked = new CopyOnWriteArrayList<>();
  private boolean isFollowing = true;
  private Duration drain = Duration.ofMinutes(1);
  private TestPublisher.Probe<JpegFrame> frames;
  private TestSubscriber.Probe<Message> sent;
  private TestPublisher.Probe<Message> node;
  private TestSubscriber.Probe<LinkEvent> events;

  @BeforeEach
  void start() {
    start(HELLO);
  }

  private void restart(Message.Hello hello) {
    events.cancel();
    frames.expectCancellation();
    start(hello);
  }

  private void start(Message.Hello hello) {
    var wire =
        Flow.fromSinkAndSourceMat(
            TestSink.<Message>create(SYSTEM.get()),
            TestSource.<Message>create(SYSTEM.get()),
            Keep.both());
    var settings =
        new EdgeHandshakeSettings(
            "node:1",
            hello,
            drain,
            Duration.ofMillis(400),
            64_000,
            leave,
            this::follows,
            Optional.of(offered),
            now::get);
    var run =
        TestSource.<JpegFrame>create(SYSTEM.get())
            .viaMat(EdgeHandshake.create(settings).join(wire, Keep.right()), Keep.both())
            .toMat(TestSink.create(SYSTEM.get()), Keep.both())
            .run(SYSTEM.get());
    frames = run.first().first();
    sent = run.first().second().first();
    node = run.first().second().second();
    events = run.second();
    sent.request(100);
    events.request(100);
    sent.expectNext(hello);
  }

  private boolean follows(Message.Move move) {
    asked.add(move);
    return isFollowing;
  }

  private static JpegFrame frame(long sequence, int width) {
    return new JpegFrame(sequence, 0, 0, 0, width, 48, ByteString.emptyByteString());
  }

  private void welcome() {
    node.sendNext(FakeNode.welcome(2));
    events.expectNext(CONNECTED);
  }

  private void send(long sequence) {
    frames.sendNext(frame(sequence, 64));
    sent.expectNext(new Message.Frame(frame(sequence, 64)));
  }

  private Throwable failure() {
    Throwable failure = events.expectError();
    frames.expectCancellation();
    return failure;
  }

  @Test
  void sendsNoFrameBeforeTheWelcome() {
    frames.sendNext(frame(0, 64));
    sent.expectNoMessage(NOTHING);

    welcome();

    sent.expectNext(new Message.Frame(frame(0, 64)));
    node.sendComplete();
    assertThat(failure()).hasMessage("The GPU node at node:1 closed the connection.");
  }

  @Test
  void tellsAnAnswerWithTheTimeOfItsArrival() {
    welcome();
    send(0);

    node.sendNext(new Message.Reply(FakeNode.map(frame(0, 64))));

    LinkEvent.Answered answered = (LinkEvent.Answered) events.expectNext();
    assertThat(answered.reply().sequence()).isZero();
    assertThat(answered.arrivedNanos()).isEqualTo(42);
    events.cancel();
    frames.expectCancellation();
  }

  @Test
  void tellsAChangeOfSizeBeforeTheFrameThatHasIt() {
    welcome();
    send(0);

    frames.sendNext(frame(1, 128));
    frames.sendNext(frame(2, 128));

    sent.expectNext(new Message.SizeChanged(128, 48));
    sent.expectNext(new Message.Frame(frame(1, 128)));
    sent.expectNext(new Message.Frame(frame(2, 128)));
    events.cancel();
    frames.expectCancellation();
  }

  @Test
  void failsWithTheCodeOfARefusal() {
    node.sendNext(new Message.Refused(RefusedCode.TOKEN, "The token is wrong."));

    Throwable failure = failure();
    assertThat(failure).isInstanceOf(RefusedException.class).hasMessage("The token is wrong.");
    assertThat(((RefusedException) failure).code()).isEqualTo(RefusedCode.TOKEN);
  }

  @Test
  void givesUpANodeThatOwesAnAnswerForTooLong() {
    welcome();
    send(0);
    send(1);
    node.sendNext(new Message.Reply(FakeNode.map(frame(0, 64))));
    events.expectNext();
    events.expectNoMessage(NOTHING);

    now.addAndGet(Duration.ofMillis(401).toNanos());

    assertThat(((WireException) failure()).kind()).isEqualTo(Kind.UNANSWERED);
    assertThat(sent.expectError()).isInstanceOf(WireException.class);
  }

  @Test
  void endsAConnectionWhoseNodeAnswersWhatWasNotSentOnIt() {
    welcome();
    send(7);

    node.sendNext(new Message.Reply(FakeNode.map(frame(6, 64))));

    assertThat(((WireException) failure()).kind()).isEqualTo(Kind.UNEXPECTED_MESSAGE);
    assertThat(sent.expectError())
        .hasMessage(
            "An answer to frame 6 came, which is not the oldest unanswered one of this connection");
  }

  @Test
  void endsAConnectionWhoseNodeAnswersTwice() {
    welcome();
    send(7);

    node.sendNext(new Message.Reply(FakeNode.map(frame(7, 64))));
    events.expectNext();
    node.sendNext(new Message.Reply(FakeNode.map(frame(7, 64))));

    assertThat(((WireException) failure()).kind()).isEqualTo(Kind.UNEXPECTED_MESSAGE);
  }

  @Test
  void endsAConnectionWhoseWelcomeAnnouncesHalfFloatsThatTheHelloDidNotAccept() {
    restart(
        new Message.Hello(1, 1, new CameraId("lobby", "door"), 7, Mode.LIVE, 64, 48, false, ""));

    node.sendNext(new Message.Welcome(1, 1, 2, 1, 1, true, "", ""));

    assertThat(((WireException) failure()).kind()).isEqualTo(Kind.BAD_MESSAGE);
  }

  @Test
  void refusesAVersionThatItDoesNotSpeak() {
    node.sendNext(new Message.Welcome(9, 1, 2, 1, 1, false, "", ""));

    Throwable failure = failure();
    assertThat(((RefusedException) failure).code()).isEqualTo(RefusedCode.VERSION);
  }

  @Test
  void refusesANodeIntoWhoseBytesNoPictureFits() {
    node.sendNext(new Message.Welcome(1, 1, 2, 511, 16_000_000, false, "", ""));

    assertThat(failure())
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("It takes JPEGs of at most 511 bytes and 16000000 pixels")
        .hasMessageContaining("raise limits.max-frame-size");
  }

  @Test
  void refusesANodeIntoWhosePixelsNoPictureFits() {
    node.sendNext(new Message.Welcome(1, 1, 2, 1 << 20, 255, false, "", ""));

    assertThat(failure()).isInstanceOf(RefusedException.class).hasMessageContaining("255 pixels");
  }

  @Test
  void failsOnAMessageThatDoesNotBelongThere() {
    node.sendNext(new Message.Reply(FakeNode.map(frame(0, 64))));

    assertThat(failure())
        .isInstanceOf(LinkLostException.class)
        .hasMessage("The GPU node at node:1 sent what does not belong here: a Reply.");
  }

  @Test
  void saysWhenAnotherConnectionTookItsPlace() {
    welcome();

    node.sendNext(new Message.Goodbye(GoodbyeReason.REPLACED, "A newer one came."));

    assertThat(failure())
        .hasMessage(
            "The GPU node at node:1 has given this camera's place to another connection of the"
                + " same name: A newer one came.");
  }

  @Test
  void saysGoodbyeAfterTheLastFrameAndDrains() {
    welcome();
    send(0);

    frames.sendComplete();
    assertThat(sent.expectNext()).isInstanceOf(Message.Goodbye.class);
    sent.expectComplete();
    node.sendNext(new Message.Reply(FakeNode.map(frame(0, 64))));
    events.expectNext();
    node.sendComplete();

    events.expectComplete();
  }

  @Test
  void doesNotWaitForEverForTheNodeToClose() {
    drain = Duration.ofMillis(300);
    restart(HELLO);
    welcome();

    frames.sendComplete();

    assertThat(sent.expectNext()).isInstanceOf(Message.Goodbye.class);
    sent.expectComplete();
    events.expectComplete();
    node.expectCancellation();
  }

  @Test
  void leavesInGoodOrderOnceWhatIsUnderWayIsAnswered() {
    welcome();
    send(0);

    leave.complete("A better node is back.");
    sent.expectNoMessage(NOTHING);
    node.sendNext(new Message.Reply(FakeNode.map(frame(0, 64))));

    events.expectNext();
    assertThat(sent.expectNext()).isInstanceOf(Message.Goodbye.class);
    sent.expectComplete();
    node.sendComplete();
    assertThat(failure()).hasMessage("A better node is back.");
  }

  @Test
  void goesWhereItsNodeSendsItOnceWhatIsUnderWayIsAnswered() {
    Message.Move move = new Message.Move(false, new HostAndPort("other", 2));
    welcome();
    send(0);
    send(1);

    node.sendNext(move);
    sent.expectNoMessage(NOTHING);
    node.sendNext(new Message.Reply(FakeNode.map(frame(0, 64))));
    node.sendNext(move);
    node.sendNext(new Message.Reply(FakeNode.map(frame(1, 64))));

    events.expectNextN(2);
    assertThat(sent.expectNext()).isInstanceOf(Message.Goodbye.class);
    sent.expectComplete();
    node.sendNext(new Message.Goodbye(GoodbyeReason.DONE, ""));
    assertThat(asked).containsExactly(move);
    assertThat(failure())
        .hasMessage("The GPU node at node:1 sends this camera to other:2.")
        .isInstanceOfSatisfying(
            LinkLostException.class, left -> assertThat(left.isInGoodOrder()).isTrue());
  }

  @Test
  void staysWhereItDoesNotFollowItsNode() {
    isFollowing = false;
    welcome();
    send(0);

    node.sendNext(new Message.Move(true, new HostAndPort("other", 2)));
    node.sendNext(new Message.Reply(FakeNode.map(frame(0, 64))));

    events.expectNext();
    send(1);
    assertThat(asked).hasSize(1);
    events.cancel();
    frames.expectCancellation();
  }

  @Test
  void tellsOfOtherNodesAndOfAnotherNetwork() {
    List<HostAndPort> others = List.of(new HostAndPort("other", 2));
    welcome();

    node.sendNext(new Message.Members(others));
    node.sendNext(new Message.ModelChanged("crowd-m", "2"));

    events.expectNext(new LinkEvent.Members(others), new LinkEvent.ModelChanged("crowd-m", "2"));
    events.cancel();
    frames.expectCancellation();
  }

  @Test
  void takesNeitherBeforeTheWelcome() {
    node.sendNext(new Message.Members(List.of()));

    assertThat(failure()).hasMessageContaining("does not belong here: a Members");
  }

  @Test
  void tellsTheDemandThatWasMeasuredBeforeOnceItIsWelcome() {
    now.addAndGet(Duration.ofSeconds(5).toNanos());
    captured.set(125);
    assertThat(offered.measure()).isEqualTo(25_000);

    welcome();

    sent.expectNext(new Message.Demand(25_000, 64 * 48));
    send(0);
    events.cancel();
    frames.expectCancellation();
  }

  @Test
  void leavesANodeThatGoesDownInGoodOrder() {
    welcome();
    send(0);

    node.sendNext(new Message.Goodbye(GoodbyeReason.SHUTTING_DOWN, "The node is going down."));

    assertThat(failure())
        .hasMessage("The GPU node at node:1 is going down.")
        .isInstanceOfSatisfying(
            LinkLostException.class, left -> assertThat(left.isInGoodOrder()).isTrue());
  }

  @Test
  void failsWithWhatTheWireFailsWith() {
    welcome();

    node.sendError(new IllegalStateException("reset"));

    assertThat(failure()).hasMessage("reset");
  }
}

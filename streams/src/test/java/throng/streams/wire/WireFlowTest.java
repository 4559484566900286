package throng.streams.wire;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.ActorSystem;
import akka.util.ByteString;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import throng.streams.frame.DensityMap;
import throng.streams.frame.JpegFrame;
import throng.streams.testing.Ends;
import throng.streams.testing.StreamSystem;
import throng.streams.wire.WireException.Kind;

class WireFlowTest {
  @RegisterExtension static final StreamSystem SYSTEM = new StreamSystem();

  private static final String SHORT =
      "handshake-timeout = 2s, ping-after = 300ms, silence-timeout = 2s, message-grace = 2s,"
          + " write-stall-timeout = 2s, linger = 200ms";

  /** Longer than each of the short limits. */
  private static final Duration LONG = Duration.ofMillis(2_200);

  private static final ByteString HELLO = WireExamples.named("hello").bytes();
  private static final Message WELCOME = WireExamples.named("welcome").message();
  private static final ByteString PING = WireExamples.named("ping").bytes();

  private final ActorSystem system = SYSTEM.get();

  @Test
  void carriesAConversationWithHalfFloatsWhereBothAgreed() {
    var wire =
        Ends.of(
            WireFlow.edge(TestLimits.EDGE).atop(WireFlow.node(TestLimits.NODE).reversed()), system);
    wire.topOut().request(10);
    wire.bottomOut().request(10);

    wire.topIn().sendNext(WireExamples.named("hello").message());
    assertThat(wire.topOut().expectNext()).isEqualTo(WireExamples.named("hello").message());
    wire.bottomIn().sendNext(WELCOME);
    assertThat(wire.bottomOut().expectNext()).isEqualTo(WELCOME);
    wire.topIn().sendNext(new Message.Frame(WireExamples.FRAME));
    assertThat(wire.topOut().expectNext()).isEqualTo(new Message.Frame(WireExamples.FRAME));
    wire.bottomIn().sendNext(new Message.Reply(third()));
    Message.Reply reply = (Message.Reply) wire.bottomOut().expectNext();
    assertThat(((DensityMap) reply.reply()).values()[0]).isEqualTo(1365 / 4096f);

    wire.topIn().sendComplete();
    wire.topOut().expectComplete();
    wire.bottomIn().sendComplete();
    wire.bottomOut().expectComplete();
  }

  private static DensityMap third() {
    return new DensityMap(
        7, 8, 1, 1, 1 / 3.0, new float[] {1 / 3f}, new DensityMap.Timing(1, 2, 3, 4));
  }

  @Test
  void refusesForeignBytesWithASentenceAndEnds() {
    var node = Ends.of(WireFlow.node(TestLimits.node("linger = 200ms")), system);
    node.topOut().request(1);
    node.bottomOut().request(1);

    node.bottomIn().sendNext(ByteString.fromString("GET / HTTP/1.1\r\n\r\n"));

    assertFailed(node, Kind.NOT_THRONG);
    Message.Refused refused = (Message.Refused) decode(node.topOut().expectNext());
    assertThat(refused.code()).isEqualTo(RefusedCode.NOT_THRONG);
    assertThat(refused.sentence()).contains("HTTP");
    node.topOut().expectComplete();
    node.topIn().expectCancellation();
    node.bottomIn().sendNext(ByteString.fromString("Host: what is still on its way"));
    node.bottomIn().expectCancellation();
  }

  @Test
  void saysGoodbyeWhereAWelcomedPeerBreaksTheRules() {
    var node = welcomed("");

    node.bottomIn().sendNext(HELLO);

    assertFailed(node, Kind.UNEXPECTED_MESSAGE);
    node.topOut().request(1);
    Message.Goodbye goodbye = (Message.Goodbye) decode(node.topOut().expectNext());
    assertThat(goodbye.reason()).isEqualTo(GoodbyeReason.PROTOCOL_ERROR);
    node.topOut().expectComplete();
    node.bottomIn().sendComplete();
  }

  @Test
  void letsAnEdgeFailWithoutAWordBeforeTheWelcome() {
    var edge = Ends.of(WireFlow.edge(TestLimits.FAST_EDGE), system);
    edge.topOut().request(1);
    edge.bottomOut().request(1);

    edge.bottomIn().sendNext(ByteString.fromString("HTTP/1.1 400 Bad Request\r\n\r\n"));

    assertFailed(edge, Kind.NOT_THRONG);
    assertThat(edge.topOut().expectError()).isInstanceOf(WireException.class);
  }

  @Test
  void refusesAPeerThatSaysNothing() {
    var node = Ends.of(WireFlow.node(TestLimits.FAST_NODE), system);
    node.topOut().request(1);
    node.bottomOut().request(1);

    assertFailed(node, Kind.HANDSHAKE_TIMEOUT);
    assertThat(((Message.Refused) decode(node.topOut().expectNext())).code())
        .isEqualTo(RefusedCode.TOO_SLOW);
    node.bottomIn().sendComplete();
  }

  @Test
  void refusesAPeerThatSaysHalfOfItsHello() {
    var node = Ends.of(WireFlow.node(TestLimits.FAST_NODE), system);
    node.topOut().request(1);
    node.bottomOut().request(1);

    node.bottomIn().sendNext(HELLO.take(20));

    assertFailed(node, Kind.HANDSHAKE_TIMEOUT);
    node.bottomIn().sendComplete();
    node.topOut().expectNext();
    node.topOut().expectComplete();
  }

  @Test
  void saysGoodbyeToAPeerThatGoesSilent() {
    var node = welcomed("ping-after = 100ms, silence-timeout = 300ms");
    node.topOut().request(1);

    assertFailed(node, Kind.SILENT);
    assertThat(((Message.Goodbye) decode(node.topOut().expectNext())).reason())
        .isEqualTo(GoodbyeReason.SILENT);
    node.bottomIn().sendComplete();
  }

  @Test
  void takesBytesOfAMessageUnderWayForASignOfLife() {
    var node = welcomed("ping-after = 100ms, silence-timeout = 3s");
    ByteString frame = frame(900);

    for (int piece = 0; piece < 5; piece++) {
      node.bottomIn().sendNext(frame.slice(10 * piece, 10 * piece + 10));
      node.bottomOut().expectNoMessage(Duration.ofMillis(700));
    }
    node.bottomIn().sendNext(frame.drop(50));

    assertThat(node.bottomOut().expectNext()).isInstanceOf(Message.Frame.class);
    node.bottomOut().cancel();
    node.topIn().sendComplete();
    node.topOut().request(1).expectComplete();
    node.bottomIn().sendComplete();
  }

  @Test
  void saysGoodbyeToAPeerThatTrickles() {
    var node = welcomed("message-grace = 300ms");
    node.topOut().request(1);

    node.bottomIn().sendNext(frame(900).take(10));

    assertFailed(node, Kind.TRICKLE);
    assertThat(((Message.Goodbye) decode(node.topOut().expectNext())).reason())
        .isEqualTo(GoodbyeReason.TOO_SLOW);
    node.bottomIn().sendComplete();
  }

  @Test
  void doesNotCountItsOwnBackPressureAsThePeersSlowness() {
    var node = Ends.of(WireFlow.node(TestLimits.node(SHORT)), system);
    node.topOut().request(2);
    node.bottomOut().expectNoMessage(LONG);
    node.bottomOut().request(1);
    node.bottomIn().sendNext(HELLO.concat(frame(900).take(10)).compact());
    node.bottomOut().expectNext();
    node.topIn().sendNext(WELCOME);
    node.topOut().expectNext();

    node.bottomOut().expectNoMessage(LONG);
    node.bottomOut().request(1);
    node.bottomIn().sendNext(frame(900).drop(10));

    assertThat(node.bottomOut().expectNext()).isInstanceOf(Message.Frame.class);
    node.bottomOut().expectNoMessage(LONG);
    node.bottomIn().sendComplete();
    node.bottomOut().request(1);
    node.bottomOut().expectComplete();
    node.topIn().sendComplete();
    node.topOut().expectComplete();
  }

  @Test
  void failsAPeerThatDoesNotRead() {
    var node = welcomed("write-stall-timeout = 300ms");

    node.topIn().sendNext(new Message.Pong(1));
    node.topOut().expectNext();

    Throwable failure = node.topOut().expectError();
    assertThat(((WireException) failure).kind()).isEqualTo(Kind.WRITE_STALLED);
    assertFailed(node, Kind.WRITE_STALLED);
  }

  @Test
  void makesAnOversizedFrameAMessageOfItsOwn() {
    var node = welcomed("max-frame-size = 1000 B");

    node.bottomIn().sendNext(frame(1001));

    assertThat(node.bottomOut().expectNext()).isEqualTo(new Message.OversizedFrame(1, 2, 1001));
    node.bottomIn().sendComplete();
    node.bottomOut().expectComplete();
    node.topIn().sendComplete();
    node.topOut().request(1).expectComplete();
  }

  @Test
  void handsOutEveryMessageOfAChunkAlsoAfterTheSocketsEnd() {
    var node = Ends.of(WireFlow.node(TestLimits.NODE), system);
    node.topOut().request(1);
    node.bottomOut().request(1);
    node.bottomIn().sendNext(HELLO);
    node.bottomOut().expectNext();
    node.topIn().sendNext(WELCOME);
    node.topOut().expectNext();
    node.bottomOut().request(1);

    node.bottomIn().sendNext(PING.concat(PING).concat(PING).compact());
    node.bottomIn().sendComplete();

    node.bottomOut().request(5).expectNextN(3);
    node.bottomOut().expectComplete();
    node.topIn().sendComplete();
    node.topOut().request(1).expectComplete();
  }

  @Test
  void tellsAConnectionCutInTheMiddleOfAFrame() {
    var node = welcomed("");

    node.bottomIn().sendNext(frame(900).take(500).compact());
    node.bottomIn().sendComplete();

    assertFailed(node, Kind.TRUNCATED);
    node.topOut().expectError();
  }

  @Test
  void readsOnAndThrowsAwayOnceTheLogicHasEnded() {
    var node = welcomed("");

    node.topIn().sendNext(new Message.Goodbye(GoodbyeReason.REPLACED, ""));
    node.topOut().request(2).expectNext();
    node.bottomOut().cancel();
    node.topIn().sendComplete();

    node.topOut().expectComplete();
    node.bottomIn().sendNext(frame(900));
    node.bottomIn().expectCancellation();
  }

  private Ends<Message, ByteString, ByteString, Message> welcomed(String limits) {
    var node = Ends.of(WireFlow.node(TestLimits.node("linger = 200ms, " + limits)), system);
    node.topOut().request(2);
    node.bottomOut().request(10);
    node.bottomIn().sendNext(HELLO);
    node.bottomOut().expectNext();
    node.topIn().sendNext(WELCOME);
    node.topOut().expectNext();
    return node;
  }

  private static void assertFailed(Ends<Message, ByteString, ByteString, Message> ends, Kind kind) {
    Throwable failure = ends.bottomOut().expectError();
    assertThat(failure)
        .isInstanceOfSatisfying(
            WireException.class, broken -> assertThat(broken.kind()).isEqualTo(kind));
  }

  private static ByteString frame(int jpegBytes) {
    JpegFrame frame = JpegFrame.of(1, 2, 3, 0, ByteString.fromArrayUnsafe(new byte[jpegBytes]));
    return WireCodec.encode(new Message.Frame(frame), false).compact();
  }

  private static Message decode(ByteString bytes) {
    return WireCodec.decode(bytes.apply(4), bytes.drop(WireFormat.PREFIX), 0);
  }
}

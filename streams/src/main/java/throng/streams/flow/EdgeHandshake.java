package throng.streams.flow;

import akka.NotUsed;
import akka.stream.Attributes;
import akka.stream.BidiShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.javadsl.BidiFlow;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import throng.streams.frame.JpegFrame;
import throng.streams.wire.Message;

/**
 * The edge's side of the protocol on one connection: hello, welcome, frames and answers, goodbye.
 *
 * <pre>
 *              +-----------+
 *  framesIn ~> |           | ~> messagesOut
 *              | handshake |
 * eventsOut <~ |           | <~ messagesIn
 *              +-----------+
 * </pre>
 */
public final class EdgeHandshake
    extends GraphStage<BidiShape<JpegFrame, Message, Message, LinkEvent>> {

  final Inlet<JpegFrame> framesIn = Inlet.create("EdgeHandshake.framesIn");
  final Outlet<Message> messagesOut = Outlet.create("EdgeHandshake.messagesOut");
  final Inlet<Message> messagesIn = Inlet.create("EdgeHandshake.messagesIn");
  final Outlet<LinkEvent> eventsOut = Outlet.create("EdgeHandshake.eventsOut");
  final EdgeHandshakeSettings settings;
  private final BidiShape<JpegFrame, Message, Message, LinkEvent> shape =
      BidiShape.of(framesIn, messagesOut, messagesIn, eventsOut);

  private EdgeHandshake(EdgeHandshakeSettings settings) {
    this.settings = settings;
  }

  /**
   * <b>Emits when</b> the hello is asked for, then a frame, after the welcome; events as messages
   * come
   *
   * <p><b>Backpressures when</b> the other side does, and before the welcome
   *
   * <p><b>Completes when</b> the node has closed after the goodbye that follows the last frame
   *
   * <p><b>Cancels when</b> the events are cancelled
   *
   * <p><b>Fails when</b> the node refuses ({@link RefusedException}), ends the connection, or sends
   * what does not belong here ({@link LinkLostException}); when it has left for another node; when
   * the node owes an answer for too long, or answers another frame than the oldest unanswered one
   * ({@link throng.streams.wire.WireException}); when it has left in good order; when the messages
   * fail
   */
  public static BidiFlow<JpegFrame, Message, Message, LinkEvent, NotUsed> create(
      EdgeHandshakeSettings settings) {
    return BidiFlow.fromGraph(new EdgeHandshake(settings));
  }

  @Override
  public BidiShape<JpegFrame, Message, Message, LinkEvent> shape() {
    return shape;
  }

  @Override
  public Attributes initialAttributes() {
    return Attributes.name("edgeHandshake");
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new EdgeHandshakeLogic(this);
  }
}

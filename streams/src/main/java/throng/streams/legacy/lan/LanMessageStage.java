package throng.streams.legacy.lan;

import akka.stream.Attributes;
import akka.stream.FlowShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.stage.AbstractInOutHandler;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import akka.util.ByteString;
import java.util.Optional;
import throng.streams.legacy.LegacyException;

/**
 * An edge's bytes, made messages.
 *
 * <p><b>Emits when</b> a message came whole
 *
 * <p><b>Backpressures when</b> downstream does
 *
 * <p><b>Completes when</b> upstream completes between two messages
 *
 * <p><b>Cancels when</b> downstream cancels
 *
 * <p><b>Fails when</b> the bytes break the protocol, or end within a message, with a {@link
 * LegacyException}
 */
final class LanMessageStage extends GraphStage<FlowShape<ByteString, LanMessage>> {
  private final Inlet<ByteString> in = Inlet.create("LanMessageStage.in");
  private final Outlet<LanMessage> out = Outlet.create("LanMessageStage.out");
  private final FlowShape<ByteString, LanMessage> shape = FlowShape.of(in, out);

  private final int maxPictureBytes;

  LanMessageStage(int maxPictureBytes) {
    this.maxPictureBytes = maxPictureBytes;
  }

  @Override
  public FlowShape<ByteString, LanMessage> shape() {
    return shape;
  }

  @Override
  public Attributes initialAttributes() {
    return Attributes.name("lanMessages");
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends GraphStageLogic {
    private final LanMessageReader reader = new LanMessageReader(maxPictureBytes);
    private ByteString unread = ByteString.emptyByteString();

    Logic() {
      super(shape);
      InOut both = new InOut();
      setHandler(in, both);
      setHandler(out, both);
    }

    private void move() {
      Optional<LanMessage> message;
      try {
        unread = reader.take(unread);
        message = reader.message();
      } catch (LegacyException broken) {
        failStage(broken);
        return;
      }
      if (message.isPresent()) {
        push(out, message.get());
      } else if (!isClosed(in)) {
        pull(in);
      } else {
        end();
      }
    }

    private void end() {
      if (reader.isInside()) {
        failStage(
            new LegacyException(
                LegacyException.Reason.BROKEN_OFF, "The edge hung up in the middle of a picture."));
      } else {
        completeStage();
      }
    }

    private final class InOut extends AbstractInOutHandler {
      @Override
      public void onPush() {
        unread = unread.concat(grab(in));
        move();
      }

      @Override
      public void onPull() {
        move();
      }

      @Override
      public void onUpstreamFinish() {
        if (unread.isEmpty()) {
          end();
        }
      }
    }
  }
}

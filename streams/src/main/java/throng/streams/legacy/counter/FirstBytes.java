package throng.streams.legacy.counter;

import akka.stream.Attributes;
import akka.stream.FlowShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.stage.AbstractInOutHandler;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import akka.stream.stage.TimerGraphStageLogic;
import akka.util.ByteString;
import java.util.function.Consumer;
import throng.streams.legacy.LegacyException;

/**
 * Holds a connection's first bytes back until they tell its protocol, and emits them as one.
 *
 * <p><b>Emits when</b> {@link Recognition} is sure, or upstream ends; everything later as it comes
 *
 * <p><b>Backpressures when</b> downstream does
 *
 * <p><b>Completes when</b> upstream completes; or, empty, when nothing comes within the idle limit,
 * or too little within the header's limit after the first byte
 *
 * <p><b>Cancels when</b> downstream cancels, or with that completion
 *
 * <p><b>Fails when</b> upstream fails
 */
final class FirstBytes extends GraphStage<FlowShape<ByteString, ByteString>> {
  private final Inlet<ByteString> in = Inlet.create("FirstBytes.in");
  private final Outlet<ByteString> out = Outlet.create("FirstBytes.out");
  private final FlowShape<ByteString, ByteString> shape = FlowShape.of(in, out);

  private final ExchangeLimits limits;
  private final Consumer<LegacyException> ended;

  /**
   * A blueprint.
   *
   * @param ended is told of a limit that was broken
   */
  FirstBytes(ExchangeLimits limits, Consumer<LegacyException> ended) {
    this.limits = limits;
    this.ended = ended;
  }

  @Override
  public FlowShape<ByteString, ByteString> shape() {
    return shape;
  }

  @Override
  public Attributes initialAttributes() {
    return Attributes.name("firstBytes");
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {
    private ByteString first = ByteString.emptyByteString();
    private boolean isSure;

    Logic() {
      super(shape);
      InOut both = new InOut();
      setHandler(in, both);
      setHandler(out, both);
    }

    @Override
    public void preStart() {
      scheduleOnce("limit", limits.nextMessage());
    }

    @Override
    public void onTimer(Object key) {
      ended.accept(
          first.isEmpty()
              ? new LegacyException(
                  LegacyException.Reason.IDLE,
                  "The peer sent nothing for %d ms.".formatted(limits.nextMessage().toMillis()))
              : new LegacyException(
                  LegacyException.Reason.TOO_SLOW,
                  "The peer sent only %d bytes within %d ms."
                      .formatted(first.size(), limits.header().toMillis())));
      completeStage();
    }

    private void onFirst(ByteString bytes) {
      if (first.isEmpty()) {
        scheduleOnce("limit", limits.header());
      }
      first = first.concat(bytes);
      if (Recognition.of(first) == Recognition.NOT_YET) {
        pull(in);
      } else {
        isSure = true;
        cancelTimer("limit");
        push(out, first);
        first = ByteString.emptyByteString();
      }
    }

    private final class InOut extends AbstractInOutHandler {
      @Override
      public void onPush() {
        if (isSure) {
          push(out, grab(in));
        } else {
          onFirst(grab(in));
        }
      }

      @Override
      public void onPull() {
        pull(in);
      }

      @Override
      public void onUpstreamFinish() {
        if (first.isEmpty()) {
          completeStage();
        } else {
          emit(out, first, this::end);
        }
      }

      private void end() {
        completeStage();
      }
    }
  }
}

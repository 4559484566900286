package throng.actors.session;

import akka.NotUsed;
import akka.stream.FlowShape;
import akka.stream.Graph;
import akka.stream.KillSwitches;
import akka.stream.SharedKillSwitch;
import akka.stream.javadsl.Source;
import java.util.concurrent.atomic.AtomicReference;
import throng.streams.wire.GoodbyeReason;
import throng.streams.wire.Message;

/**
 * One connection's end, where it is the node that wants it: at once, or once all is answered.
 *
 * <p>Any thread may ask for it; the first reason holds. A connection that its edge ends says {@code
 * DONE}.
 */
public final class Ending {
  /** All is said and answered. */
  static final Message.Goodbye DONE =
      new Message.Goodbye(GoodbyeReason.DONE, "Every frame is answered.");

  private final SharedKillSwitch frames = KillSwitches.shared("frames");
  private final SharedKillSwitch answers = KillSwitches.shared("answers");
  private final AtomicReference<Message.Goodbye> goodbye = new AtomicReference<>(DONE);

  /** Ends the connection now; what is under way goes unanswered. */
  void atOnce(GoodbyeReason reason, String sentence) {
    afterAnswers(reason, sentence);
    answers.shutdown();
  }

  /** Takes no more frames, and ends the connection when the last one is answered. */
  void afterAnswers(GoodbyeReason reason, String sentence) {
    goodbye.compareAndSet(DONE, new Message.Goodbye(reason, sentence));
    frames.shutdown();
  }

  /** Put where frames come in. */
  Graph<FlowShape<Message, Message>, SharedKillSwitch> frames() {
    return frames.flow();
  }

  /** Put where answers go out. */
  Graph<FlowShape<Message, Message>, SharedKillSwitch> answers() {
    return answers.flow();
  }

  /** The last message, made when it is asked for. */
  Source<Message, NotUsed> goodbye() {
    return Source.<Message>lazySingle(goodbye::get)
        .mapMaterializedValue(notUsed -> NotUsed.getInstance());
  }
}

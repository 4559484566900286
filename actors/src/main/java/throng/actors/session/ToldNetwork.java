package throng.actors.session;

import java.util.List;
import throng.actors.counts.Network;
import throng.streams.frame.DensityMap;
import throng.streams.wire.Message;

/**
 * Which network an edge believes to count: what the welcome told, and then before the first count
 * of another one that there is another. One connection's, in the order of its answers.
 */
final class ToldNetwork {
  private final boolean isTold;
  private Network told;

  /**
   * @param isTold whether the connection's protocol can tell
   */
  ToldNetwork(Message.Welcome welcome, boolean isTold) {
    this.isTold = isTold;
    this.told = new Network(welcome.modelName(), welcome.modelVersion());
  }

  /** An answer, with what is to be told before it. */
  List<Message> messages(Answered answered) {
    Message reply = new Message.Reply(answered.reply());
    Network by = answered.network();
    if (!isTold || !(answered.reply() instanceof DensityMap) || isTold(by)) {
      return List.of(reply);
    }
    told = by;
    return List.of(new Message.ModelChanged(by.name(), by.version()), reply);
  }

  private boolean isTold(Network by) {
    return by.name().equals(told.name()) && by.version().equals(told.version());
  }
}

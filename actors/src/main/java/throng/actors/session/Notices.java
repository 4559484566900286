package throng.actors.session;

import akka.Done;
import akka.NotUsed;
import akka.stream.OverflowStrategy;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Source;
import akka.stream.javadsl.SourceQueueWithComplete;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import throng.streams.wire.Message;

/**
 * What a node tells one connection beside its answers. Of each kind of message the newest waits, so
 * that an edge which does not read keeps no more of them.
 *
 * <p>Any thread may tell.
 */
public final class Notices {
  private final Map<Class<?>, Message> untold = new LinkedHashMap<>();
  private @Nullable SourceQueueWithComplete<Done> bell;

  /** Tells it once the connection takes it; never, where the connection has ended. */
  synchronized void tell(Message notice) {
    untold.put(notice.getClass(), notice);
    ring();
  }

  /**
   * Put where answers go out, at most once.
   *
   * <p><b>Emits when</b> upstream does, or there is something to tell
   *
   * <p><b>Backpressures when</b> downstream does and one answer waits
   *
   * <p><b>Completes when</b> upstream completes
   *
   * <p><b>Cancels when</b> downstream cancels
   *
   * <p><b>Fails when</b> upstream fails
   */
  Flow<Message, Message, NotUsed> besideAnswers() {
    Source<Message, NotUsed> notices =
        Source.<Done>queue(1, OverflowStrategy.dropHead())
            .mapMaterializedValue(this::rungBy)
            .mapConcat(rung -> takeAll());
    return Flow.<Message>create().merge(notices, true);
  }

  private synchronized NotUsed rungBy(SourceQueueWithComplete<Done> queue) {
    bell = queue;
    ring();
    return NotUsed.getInstance();
  }

  private void ring() {
    if (bell != null && !untold.isEmpty()) {
      var unused = bell.offer(Done.getInstance());
    }
  }

  private synchronized List<Message> takeAll() {
    List<Message> all = List.copyOf(untold.values());
    untold.clear();
    return all;
  }
}

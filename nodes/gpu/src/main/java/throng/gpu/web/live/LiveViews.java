package throng.gpu.web.live;

import akka.util.ByteString;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import throng.actors.counts.CountHub;
import throng.actors.counts.live.Elsewhere;
import throng.actors.counts.live.SiteCounts;
import throng.actors.counts.past.OtherNodes;

/**
 * What is to be seen of all cameras: at this node's page, and at those of other nodes. Any thread
 * may use it.
 */
public final class LiveViews implements AutoCloseable {
  private final LiveCounts counts;
  private final Bandwidth bandwidth;
  private final ViewAnswers answers;

  /**
   * What other nodes have.
   *
   * @param cameras those that they count
   * @param nodes are asked for how these look
   */
  public record Others(Elsewhere cameras, OtherNodes nodes) {
    /** There is no other node. */
    public static final Others NONE = new Others(Elsewhere.NOWHERE, OtherNodes.NONE);
  }

  /**
   * @param seconds of the same hub
   * @param blocking where other nodes' questions are answered
   * @param nanos the clock of all
   */
  public LiveViews(
      CountHub hub,
      SiteCounts seconds,
      Others others,
      LiveSettings settings,
      Executor blocking,
      LongSupplier nanos) {
    counts =
        new LiveCounts(hub, seconds, others.cameras(), others.nodes(), settings.pictures(), nanos);
    bandwidth = new Bandwidth(settings.bandwidth(), nanos);
    answers = new ViewAnswers(hub, counts, bandwidth, settings, blocking, nanos);
  }

  /** What this node's page shows. */
  public LiveCounts counts() {
    return counts;
  }

  /** For the pictures of all who watch. */
  public Bandwidth bandwidth() {
    return bandwidth;
  }

  /** Takes in what was counted; to be called every {@link LiveCounts#READ_EVERY}. */
  public void read() {
    counts.read();
  }

  /** Asks other nodes for what somebody looks at; waits for them. To be called each second. */
  public void fetch() {
    counts.fetch();
  }

  /** Whether a question is for {@link #answer}. */
  public static boolean isAsked(ByteString question) {
    int kind = question.isEmpty() ? 0 : question.head() & 0xff;
    return kind == ViewBytes.PICTURES || kind == ViewBytes.STATES;
  }

  /** Never waits; fails where the question is none, or cannot be answered now. */
  public CompletionStage<ByteString> answer(ByteString question) {
    return answers.answer(question);
  }

  @Override
  public void close() {
    counts.close();
  }
}

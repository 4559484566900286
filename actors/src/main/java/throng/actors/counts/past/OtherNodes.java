package throng.actors.counts.past;

import akka.util.ByteString;
import java.util.List;
import java.util.Optional;

/** Asks other nodes. Any thread may use it, but waits for their answers, for a bounded time. */
public interface OtherNodes {
  /** There is no other node. */
  OtherNodes NONE =
      new OtherNodes() {
        @Override
        public List<String> names() {
          return List.of();
        }

        @Override
        public List<Reply> ask(ByteString question, List<String> whom) {
          return List.of();
        }
      };

  /**
   * What one of them says.
   *
   * @param node its name
   * @param bytes empty: it did not answer in time, or could not
   */
  record Reply(String node, Optional<ByteString> bytes) {}

  /**
   * All that there are, and that there were a day ago or less: where each listens for edges, by
   * which people know it, {@code host:port}.
   */
  List<String> names();

  /**
   * Asks them at once, and waits.
   *
   * @param whom of {@link #names}
   * @return of each of them one
   */
  List<Reply> ask(ByteString question, List<String> whom);
}

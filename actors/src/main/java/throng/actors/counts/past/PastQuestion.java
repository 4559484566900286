package throng.actors.counts.past;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import throng.actors.counts.History;

/**
 * A question about the past that every node answers from its own, and what its answers come to
 * together.
 *
 * @param <A> an answer
 */
sealed interface PastQuestion<A>
    permits PresenceQuestion,
        KeptQuestion,
        PointsQuestion,
        RowsQuestion,
        PeaksQuestion,
        WeekQuestion,
        AlertsQuestion,
        BeganQuestion,
        EraseQuestion {

  /** Tells it from the others, in its bytes. */
  int kind();

  /** Writes what follows its kind. */
  void write(DataOutputStream out) throws IOException;

  /** A node's own answer; may wait for a disk. */
  A answer(History own) throws IOException;

  void writeAnswer(A answer, DataOutputStream out) throws IOException;

  A readAnswer(DataInputStream in) throws IOException;

  /** What the answers of several nodes come to; of none: that there is nothing. */
  A together(List<A> answers);
}

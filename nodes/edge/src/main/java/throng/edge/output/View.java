package throng.edge.output;

import java.io.IOException;
import throng.streams.flow.Outcome;

/** Something that outcomes are written to or drawn on, in order; used by one thread at a time. */
public interface View {
  /**
   * Takes the next outcome; may block.
   *
   * @throws IOException if this one was not taken; the next may be
   */
  void show(Outcome outcome) throws IOException;

  /** Called about once a second, so that what was written is on the disk. */
  default void everySecond() throws IOException {}

  /** Ends what was begun, so that a file can be played or read. Called once. */
  void close() throws IOException;
}

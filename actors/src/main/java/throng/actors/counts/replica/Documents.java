package throng.actors.counts.replica;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Documents of one kind that other nodes are to have, too. Any thread may use them. */
public interface Documents {
  /** So many changes at most another node is believed to be ahead. */
  long MOST_AHEAD = 1_000_000;

  /** What tells them from others: a word. */
  String kind();

  /** Whether they go over encrypted links only. */
  boolean isSecret();

  /** How new each is, by its name. */
  Map<String, Stamp> stamps();

  /** What one says; empty: there is none of that name. */
  Optional<String> text(String name);

  /**
   * The highest version that another node is believed. Of one that lies a document could else get
   * beyond every change.
   *
   * @param own the version that is here
   */
  default long highest(long own) {
    return own + MOST_AHEAD;
  }

  /** A document of another node, with what that says of it. */
  record Offered(Stamp stamp, String text) {}

  /**
   * Takes those that hold against what is here. May wait for a disk.
   *
   * @return why some are refused, in a sentence each, by their names
   * @throws IOException if they cannot be kept; then none is taken
   */
  Map<String, String> take(Map<String, Offered> offered) throws IOException;
}

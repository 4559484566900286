package throng.streams.tcp;

import java.time.Duration;
import throng.streams.settings.Block;

/**
 * How often a camera goes where nodes send it: {@code throng.edge-node.moves}.
 *
 * @param mostAMinute moves and redirections in any minute
 * @param apart the least time between two moves, of which the second is for no node that goes down
 * @param togetherFor how long a node counts as one of the same cluster of which the others tell no
 *     more
 */
record MoveSettings(int mostAMinute, Duration apart, Duration togetherFor) {

  /** Reads {@code throng.edge-node}. */
  static MoveSettings from(Block edgeNode) {
    Block moves = edgeNode.block("moves");
    return new MoveSettings(
        moves.whole("most-a-minute", 0, 1000),
        moves.time("apart", "0s", "1d"),
        moves.time("together-for", "0s", "1d"));
  }
}
